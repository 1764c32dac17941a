package io.tertulia.web;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A database that is away is the caller's to wait for, not a fault of the request. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnClass(name = "com.mongodb.MongoTimeoutException")
final class MongoProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(MongoProblemAdvice.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @ExceptionHandler({
        MongoTimeoutException.class,
        MongoSocketException.class,
        MongoServerUnavailableException.class,
        MongoConnectionPoolClearedException.class,
        // The rest comes from a set whose primary is being replaced.
        MongoNotPrimaryException.class,
        MongoNodeIsRecoveringException.class,
        MongoWriteConcernException.class
    })
    ResponseEntity<Object> on(RuntimeException e) {
        LOG.warn("The database does not answer: {}", e.getMessage());
        return Problems.answer(
                ProblemException.unavailable(
                        "The database does not answer; try again.", RETRY_AFTER));
    }
}
