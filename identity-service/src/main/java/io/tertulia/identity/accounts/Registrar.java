package io.tertulia.identity.accounts;

import io.tertulia.events.User;
import io.tertulia.web.ProblemException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Opens accounts. */
@Component
class Registrar {

    private final RegistrationRules rules;
    private final AccountStore accounts;
    private final PasswordHasher hasher;
    private final Introducer introducer;

    Registrar(
            RegistrationRules rules,
            AccountStore accounts,
            PasswordHasher hasher,
            Introducer introducer) {
        this.rules = rules;
        this.accounts = accounts;
        this.hasher = hasher;
        this.introducer = introducer;
    }

    /**
     * Opens an account and introduces its owner to the directory.
     *
     * @throws ProblemException 400 if a rule is broken or the username is taken
     */
    User register(RegistrationRequest request) {
        var wanted = rules.check(request);
        if (accounts.byUsername(wanted.username()).isPresent()) {
            throw taken();
        }
        String hash = hasher.inTurn(() -> hasher.hash(wanted.password()));
        var user =
                new User(
                        UUID.randomUUID(),
                        wanted.username(),
                        wanted.firstName(),
                        wanted.lastName());
        var account = new Account(user, hash, false);
        // The look before only spares the hashing; the unique index decides.
        if (!accounts.insert(account)) {
            throw taken();
        }
        introducer.maybeIntroduce(account);
        return user;
    }

    private static ProblemException taken() {
        return ProblemException.invalid("username", "Somebody has this username already.");
    }
}
