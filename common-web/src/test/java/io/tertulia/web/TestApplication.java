package io.tertulia.web;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcernResult;
import com.mongodb.bulk.WriteConcernError;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import io.tertulia.events.User;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartException;

/** A service with one controller that does everything a controller can do wrong. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({WebConfiguration.class, TokenSecurityConfiguration.class, TestApplication.Things.class})
class TestApplication {

    @RestController
    static class Things {

        record Thing(@NotBlank String displayName, @Size(max = 3) List<UUID> ownerIds) {}

        @PostMapping("/things")
        Thing create(@Valid @RequestBody Thing thing) {
            return thing;
        }

        @GetMapping("/things/{id}")
        String read(@PathVariable UUID id) {
            return id.toString();
        }

        @GetMapping("/things")
        Page<Integer> list(PageQuery page) {
            return Page.cut(page, IntStream.rangeClosed(1, 120).boxed().toList());
        }

        @GetMapping("/me")
        User me(@CurrentUser User caller) {
            return caller;
        }

        @GetMapping("/search")
        String search(@RequestParam int maxSize) {
            return "found " + maxSize;
        }

        @GetMapping("/many")
        List<UUID> many(@RequestParam List<UUID> ids) {
            return ids;
        }

        @GetMapping("/busy")
        void busy() {
            throw ProblemException.tooFast("Wait a little.", Duration.ofMillis(300));
        }

        @GetMapping("/away")
        void away(@RequestParam(defaultValue = "timeout") String how) {
            var server = new ServerAddress();
            throw switch (how) {
                case "cleared" ->
                        new MongoConnectionPoolClearedException(
                                new ServerId(new ClusterId(), server), null);
                case "not_primary" -> new MongoNotPrimaryException(new BsonDocument(), server);
                case "recovering" -> new MongoNodeIsRecoveringException(new BsonDocument(), server);
                case "write_concern" ->
                        new MongoWriteConcernException(
                                new WriteConcernError(64, "", "late", new BsonDocument()),
                                WriteConcernResult.unacknowledged(),
                                server,
                                Set.of());
                default -> new MongoTimeoutException("no server");
            };
        }

        @GetMapping("/broken_form")
        void brokenForm() {
            throw new MultipartException("the stream ended unexpectedly");
        }

        @GetMapping("/broken")
        void broken() {
            throw new IllegalStateException("the secret inside");
        }
    }
}
