package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/** Where the stock server's answers to write commands differ from MongoDB's, they are put right. */
final class WriteCommand {

    private static final String INDEX = "index";
    private static final String ERRORS = "writeErrors";

    private WriteCommand() {}

    /** Hands a command of the same kind to the stock server. */
    @FunctionalInterface
    interface Execution {
        Document run(Document command);
    }

    /** The stock server counts the documents it was given, here are counted those it inserted. */
    static Document insert(Document command, Execution stock) {
        Document answer = stock.run(command);
        List<Document> errors = documents(answer, ERRORS);
        if (!errors.isEmpty()) {
            int given = documents(command, "documents").size();
            int inserted =
                    isOrdered(command) ? number(errors.getFirst(), INDEX) : given - errors.size();
            answer.put("n", inserted);
        }
        return answer;
    }

    /** In order means that nothing is done after the first that fails; the stock server goes on. */
    static Document update(Document command, Execution stock) {
        List<Document> updates = documents(command, "updates");
        return isOrdered(command) && updates.size() > 1
                ? updateInOrder(command, updates, stock)
                : stock.run(command);
    }

    private static Document updateInOrder(
            Document command, List<Document> updates, Execution stock) {
        List<Document> upserted = new ArrayList<>();
        List<Document> errors = List.of();
        int matched = 0;
        int modified = 0;
        for (int i = 0; i < updates.size() && errors.isEmpty(); i++) {
            Document one = command.clone();
            one.put("updates", List.of(updates.get(i)));
            Document answer = stock.run(one);
            matched += number(answer, "n");
            modified += number(answer, "nModified");
            upserted.addAll(at(i, documents(answer, "upserted")));
            errors = at(i, documents(answer, ERRORS));
        }
        Document answer = new Document("n", matched).append("nModified", modified);
        if (!upserted.isEmpty()) {
            answer.put("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            answer.put(ERRORS, errors);
        }
        return answer.append("ok", 1.0);
    }

    private static List<Document> at(int index, List<Document> entries) {
        entries.forEach(entry -> entry.put(INDEX, index));
        return entries;
    }

    private static boolean isOrdered(Document command) {
        return !Boolean.FALSE.equals(command.get("ordered"));
    }

    private static int number(Document answer, String field) {
        return answer.get(field) instanceof Number number ? number.intValue() : 0;
    }

    private static List<Document> documents(Document in, String field) {
        return in.get(field) instanceof Iterable<?> values ? documents(values) : List.of();
    }

    private static List<Document> documents(Iterable<?> values) {
        List<Document> documents = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Document document) {
                documents.add(document);
            }
        }
        return documents;
    }
}
