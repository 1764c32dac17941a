package io.tertulia.identity.accounts;

import io.tertulia.events.User;

/**
 * A person's account.
 *
 * @param user as everybody may see them
 * @param passwordHash as {@link PasswordHasher} writes it
 * @param isIntroduced whether the directory has heard of the person
 */
public record Account(User user, String passwordHash, boolean isIntroduced) {

    /** The hash stays out of logs. */
    @Override
    public String toString() {
        return "Account[%s]".formatted(user.id());
    }
}
