package io.tertulia.identity.accounts;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import io.tertulia.events.User;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Collection {@code accounts}: {@code _id} is the person's id, {@code username} as they wrote it,
 * {@code username_key} as {@link Usernames#key} folds it, names, {@code password_hash}, {@code
 * introduced}, {@code created_at}.
 *
 * <p>Index {@code username_key}, unique: finds the account of a log-in, and lets only one of two
 * registrations under the same name through. Index {@code introduced}, partial: the few whom the
 * directory does not know yet.
 */
@Repository
public class AccountStore {

    private static final String INTRODUCED = "introduced";

    private final MongoCollection<Document> accounts;
    private final Clock clock;

    AccountStore(MongoDatabase database, Clock clock) {
        this.accounts = database.getCollection("accounts");
        this.clock = clock;
        accounts.createIndex(new Document("username_key", 1), new IndexOptions().unique(true));
        accounts.createIndex(
                new Document(INTRODUCED, 1),
                new IndexOptions().partialFilterExpression(new Document(INTRODUCED, false)));
    }

    public Optional<Account> byUsername(String username) {
        return first(new Document("username_key", Usernames.key(username)));
    }

    public Optional<Account> byId(UUID id) {
        return first(new Document("_id", id.toString()));
    }

    /** Whether it could be stored; false if the username is taken. */
    boolean insert(Account account) {
        User user = account.user();
        var document =
                new Document("_id", user.id().toString())
                        .append("username", user.username())
                        .append("username_key", Usernames.key(user.username()))
                        .append("first_name", user.firstName())
                        .append("last_name", user.lastName())
                        .append("password_hash", account.passwordHash())
                        .append(INTRODUCED, account.isIntroduced())
                        .append("created_at", clock.instant());
        try {
            accounts.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    void markIntroduced(UUID id) {
        accounts.updateOne(
                new Document("_id", id.toString()),
                new Document("$set", new Document(INTRODUCED, true)));
    }

    /** People whom the directory does not know yet, in no order, at most so many. */
    List<Account> notIntroduced(int most) {
        return accounts.find(new Document(INTRODUCED, false))
                .limit(most)
                .map(AccountStore::fromDocument)
                .into(new ArrayList<>());
    }

    private Optional<Account> first(Document filter) {
        return Optional.ofNullable(accounts.find(filter).first()).map(AccountStore::fromDocument);
    }

    private static Account fromDocument(Document stored) {
        var user =
                new User(
                        UUID.fromString(stored.getString("_id")),
                        stored.getString("username"),
                        stored.getString("first_name"),
                        stored.getString("last_name"));
        @Nullable Boolean introduced = stored.getBoolean(INTRODUCED);
        return new Account(
                user, stored.getString("password_hash"), Boolean.TRUE.equals(introduced));
    }
}
