/**
 * What is attached to messages: takes uploads in, keeps their bytes in GridFS, gives them out to
 * who may see them, and sweeps out what no message shows. Whether a message may show an upload is
 * the writer's to decide; nothing here believes a file's name or the type that a client names.
 */
@NullMarked
package io.tertulia.message.attachments;

import org.jspecify.annotations.NullMarked;
