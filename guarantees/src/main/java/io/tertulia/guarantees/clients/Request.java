package io.tertulia.guarantees.clients;

import io.tertulia.guarantees.history.Deed;
import java.util.HashMap;
import java.util.Map;

/**
 * A deed with what it takes to ask for it, once or again.
 *
 * @param detail the text, or the emoji; empty where there is none
 * @param isRepeat whether it was answered for good before
 */
record Request(Deed deed, String detail, boolean isRepeat) {

    /** The same, though it was answered. */
    Request repeated() {
        return new Request(deed, detail, true);
    }

    /** The frame that asks for it; its answer carries the deed's id. */
    Map<String, String> frame() {
        var frame = new HashMap<String, String>();
        frame.put("client_id", deed.id().toString());
        switch (deed.kind()) {
            case SEND -> {
                frame.put("action", "send_message");
                frame.put("id", deed.id().toString());
                frame.put("content", detail);
            }
            case EDIT -> {
                frame.put("action", "edit_message");
                frame.put("message_id", deed.message().toString());
                frame.put("content", detail);
            }
            case DELETE -> {
                frame.put("action", "delete_message");
                frame.put("message_id", deed.message().toString());
            }
            case REACT -> {
                frame.put("action", "add_reaction");
                frame.put("message_id", deed.message().toString());
                frame.put("emoji", detail);
            }
        }
        return frame;
    }
}
