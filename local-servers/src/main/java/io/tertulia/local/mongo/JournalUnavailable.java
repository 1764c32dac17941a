package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.exception.MongoServerError;

/** The journal could not be written, so this command is not acknowledged. */
final class JournalUnavailable extends MongoServerError {

    private static final long serialVersionUID = 1L;
    private static final int OPERATION_FAILED = 96;

    JournalUnavailable(Throwable cause) {
        super(
                OPERATION_FAILED,
                "OperationFailed",
                ("The journal could not be written (%s). Nothing acknowledged is lost; "
                                + "make room on the disk.")
                        .formatted(cause.getMessage()),
                cause);
    }
}
