package io.tertulia.bench.systems;

import io.tertulia.bench.load.Dialogue;

/** Tertulia's default dialect. */
final class ChatDialogue implements Dialogue {

    @Override
    public boolean isWelcomeByUpgrade() {
        return false;
    }

    @Override
    public Heard hear(Seat seat, String frame) {
        if (frame.startsWith("{\"type\":\"ready\"")) {
            return new Heard.Welcome();
        }
        if (frame.startsWith("{\"type\":\"ack\"")) {
            return new Heard.Receipt();
        }
        return frame.startsWith("{\"type\":\"error\"")
                ? new Heard.Refusal(frame)
                : new Heard.Nothing();
    }

    @Override
    public String say(String content, int number) {
        return "{\"action\":\"send_message\",\"content\":\"" + content + "\"}";
    }
}
