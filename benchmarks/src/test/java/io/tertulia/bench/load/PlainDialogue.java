package io.tertulia.bench.load;

/** Frames are contents, and the upgrade is the welcome. */
final class PlainDialogue implements Dialogue {

    static final String RECEIPT = "done";
    static final String REFUSAL = "not done";

    @Override
    public boolean isWelcomeByUpgrade() {
        return true;
    }

    @Override
    public Heard hear(Seat seat, String frame) {
        return switch (frame) {
            case RECEIPT -> new Heard.Receipt();
            case REFUSAL -> new Heard.Refusal(frame);
            default -> new Heard.Nothing();
        };
    }

    @Override
    public String say(String content, int number) {
        return content;
    }
}
