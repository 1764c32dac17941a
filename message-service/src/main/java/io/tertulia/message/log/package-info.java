/**
 * The room log as MongoDB holds it: what a change, a message and a room's head are, and for each
 * collection one class that names its fields, its indexes and the queries that need them. Nothing
 * is decided here; {@code writing} is the only package that writes, but for the uploads that {@code
 * attachments} takes in and sweeps out, and the text of what was deleted, which {@code erasing}
 * takes out.
 */
@NullMarked
package io.tertulia.message.log;

import org.jspecify.annotations.NullMarked;
