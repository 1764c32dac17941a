package io.tertulia.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/**
 * A room to ask things of.
 *
 * @param owner who created it, and takes part in this room only
 * @param guest who comes and goes
 * @param senders who write in it
 */
record Room(String id, int participants, Account owner, Account guest, List<Account> senders) {

    private static final String TEXT = " La tertulia empieza a las ocho, como siempre.";
    private static final int PAGE = 50;

    /** Creates a room of the owner, the senders and others. */
    static Room create(Account owner, Account guest, List<Account> senders, List<String> others)
            throws Exception {
        var ids = new ArrayList<>(others);
        senders.forEach(sender -> ids.add(sender.id()));
        String id =
                owner.post(
                                "/api/v1/chat/rooms/",
                                Map.of(
                                        "name",
                                        "bench",
                                        "room_type",
                                        "group",
                                        "participant_ids",
                                        ids))
                        .get("id")
                        .asString();
        return new Room(id, ids.size() + 1, owner, guest, senders);
    }

    /** Sends messages, each sender one after another. */
    void fill(int messages) throws ExecutionException, InterruptedException {
        new Crowd(senders.size()).take(senders.size(), sender -> fill(sender, messages));
    }

    private int fill(int sender, int messages) throws Exception {
        int sent = 0;
        for (int i = sender; i < messages; i += senders.size()) {
            send(senders.get(sender));
            sent++;
        }
        return sent;
    }

    /** What is timed: each leaves the room as large as it was. */
    Map<String, Timings.Request> requests() throws Exception {
        String room = "/api/v1/chat/rooms/" + id + "/";
        long seq = owner.get(room + "changes/?after=-1").get("last_seq").asLong();
        int pages = (participants + PAGE - 1) / PAGE;
        var requests = new LinkedHashMap<String, Timings.Request>();
        requests.put("messages: first page", () -> owner.get(room + "messages/"));
        requests.put(
                "messages: page in the middle",
                () -> owner.get(room + "messages/?page=" + Math.max(1, seq / PAGE / 2)));
        requests.put(
                "messages: before_seq", () -> owner.get(room + "messages/?before_seq=" + seq / 2));
        requests.put("changes", () -> owner.get(room + "changes/?after=" + seq / 2));
        requests.put("messages of all my rooms", () -> owner.get("/api/v1/chat/messages/"));
        requests.put("my rooms", () -> owner.get("/api/v1/chat/rooms/"));
        requests.put("the room", () -> owner.get(room));
        requests.put("participants: first page", () -> owner.get(room + "participants/"));
        requests.put(
                "participants: middle page",
                () -> owner.get(room + "participants/?page=" + (pages + 1) / 2));
        requests.put(
                "participants: last page", () -> owner.get(room + "participants/?page=" + pages));
        requests.put("online status", () -> owner.get("/api/v1/chat/online-status/"));
        requests.put("send", () -> send(senders.getFirst()));
        requests.put("mark all read", () -> owner.post(room + "mark_all_read/", Map.of()));
        requests.put("join", () -> guest.post(room + "join/", Map.of()));
        requests.put("leave", () -> guest.post(room + "leave/", Map.of()));
        requests.put(
                "add",
                () -> owner.post(room + "participants/", Map.of("user_ids", List.of(guest.id()))));
        requests.put("remove", () -> owner.delete(room + "participants/" + guest.id() + "/"));
        return requests;
    }

    private void send(Account sender) throws Exception {
        sender.post(
                "/api/v1/chat/messages/", Map.of("room", id, "content", UUID.randomUUID() + TEXT));
    }
}
