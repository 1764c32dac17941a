package io.tertulia.events;

import java.util.UUID;

/**
 * A person as everybody may see them.
 *
 * @param id the subject of the person's tokens
 * @param firstName may be empty, never null
 * @param lastName may be empty, never null
 */
public record User(UUID id, String username, String firstName, String lastName) {}
