package io.tertulia.identity.accounts;

import org.jspecify.annotations.Nullable;

/** What somebody sends to register; nothing about it is sure yet. */
record RegistrationRequest(
        @Nullable String username,
        @Nullable String password,
        @Nullable String firstName,
        @Nullable String lastName) {

    /** Frameworks log arguments at their finer levels; the password must not be among them. */
    @Override
    public String toString() {
        return "RegistrationRequest[%s]".formatted(username);
    }
}
