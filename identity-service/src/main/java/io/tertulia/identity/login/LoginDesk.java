package io.tertulia.identity.login;

import io.tertulia.events.User;
import io.tertulia.identity.accounts.Account;
import io.tertulia.identity.accounts.AccountStore;
import io.tertulia.identity.accounts.Introducer;
import io.tertulia.identity.accounts.PasswordHasher;
import io.tertulia.identity.tokens.AccessTokens;
import io.tertulia.web.ProblemException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Begins sessions for whoever knows the password, and renews and ends them. */
@Component
class LoginDesk {

    private final AccountStore accounts;
    private final PasswordHasher hasher;
    private final FailureThrottle throttle;
    private final SessionStore sessions;
    private final AccessTokens tokens;
    private final Introducer introducer;

    LoginDesk(
            AccountStore accounts,
            PasswordHasher hasher,
            FailureThrottle throttle,
            SessionStore sessions,
            AccessTokens tokens,
            Introducer introducer) {
        this.accounts = accounts;
        this.hasher = hasher;
        this.throttle = throttle;
        this.sessions = sessions;
        this.tokens = tokens;
        this.introducer = introducer;
    }

    /**
     * Begins a session.
     *
     * @throws ProblemException 401 if name and password do not belong together, in the same words
     *     whether or not there is such a name; 429 after too many of those
     */
    LoggedIn login(String username, String password, String address) {
        // Counted before the next one has its turn: at most as many guesses as there are
        // processors can slip through together, however many are sent at once.
        Account account = hasher.inTurn(() -> authenticate(username, password, address));
        introducer.maybeIntroduce(account);
        var opened = sessions.open(account.user().id());
        String access = tokens.issue(account.user(), opened.session().id());
        return new LoggedIn(access, opened.refreshToken(), account.user());
    }

    /**
     * A new access token for a session that is still valid.
     *
     * @throws ProblemException 401 if it has ended, or never was
     */
    String refresh(String refreshToken) {
        return sessions.byToken(refreshToken)
                .flatMap(
                        session ->
                                accounts.byId(session.userId())
                                        .map(account -> renewed(account, session)))
                .orElseThrow(
                        () ->
                                ProblemException.of(
                                        HttpStatus.UNAUTHORIZED,
                                        "invalid_token",
                                        "The session has ended; log in again."));
    }

    /** Ends the sessions of the tokens; tokens of no session are nobody's business. */
    void logout(Optional<String> refreshToken, Optional<String> accessToken) {
        refreshToken.ifPresent(sessions::endByToken);
        accessToken.flatMap(tokens::sessionOf).ifPresent(sessions::end);
    }

    private Account authenticate(String username, String password, String address) {
        throttle.check(username, address);
        Account account = accounts.byUsername(username).orElse(null);
        if (hasher.matches(password, account) && account != null) {
            throttle.succeeded(username);
            return account;
        }
        throttle.failed(username, address);
        throw ProblemException.of(
                HttpStatus.UNAUTHORIZED,
                "invalid_credentials",
                "Username and password do not belong together.");
    }

    private String renewed(Account account, Session session) {
        return tokens.issue(account.user(), session.id());
    }

    /** What a person gets who has logged in. */
    record LoggedIn(String access, String refresh, User user) {

        @Override
        public String toString() {
            return "LoggedIn[%s]".formatted(user.id());
        }
    }
}
