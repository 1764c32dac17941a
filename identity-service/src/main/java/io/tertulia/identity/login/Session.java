package io.tertulia.identity.login;

import java.util.UUID;

/**
 * One login of one person.
 *
 * @param id the {@code sid} of its access tokens
 */
record Session(UUID id, UUID userId) {}
