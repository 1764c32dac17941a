package io.tertulia.bench.systems;

import io.tertulia.bench.load.Dialogue;

/** The three ways in which the peers talk. */
enum PeerDialogue implements Dialogue {
    FLOOR("floor-c", true, true) {
        @Override
        String target(int room, int member) {
            return "/room/" + room;
        }

        @Override
        public Heard hear(Seat seat, String frame) {
            return new Heard.Nothing();
        }

        @Override
        public String say(String content, int number) {
            return content;
        }
    },

    SOCKET_IO("socketio", false, false) {
        @Override
        String target(int room, int member) {
            // The server ignores the place; the greeting, which names room and user, needs it.
            return "/socket.io/?EIO=4&transport=websocket&place=%d.%d".formatted(room, member);
        }

        @Override
        public Heard hear(Seat seat, String frame) {
            if (frame.startsWith("0{")) {
                String[] place = seat.target().replaceFirst(".*place=", "").split("\\.", -1);
                return new Heard.Answer(
                        "40{\"user\":\"user-%s-%s\",\"room\":\"room-%s\"}"
                                .formatted(place[0], place[1], place[0]));
            }
            if (frame.startsWith("40{")) {
                return new Heard.Welcome();
            }
            if (frame.equals("2")) {
                return new Heard.Answer("3");
            }
            return frame.contains("\"error\"") ? new Heard.Refusal(frame) : new Heard.Nothing();
        }

        @Override
        public String say(String content, int number) {
            return "42" + number + "[\"message\",\"" + content + "\"]";
        }
    },

    CHANNELS("django-channels", true, false) {
        @Override
        String target(int room, int member) {
            return "/ws/chat/room-%d/?user=user-%d-%d".formatted(room, room, member);
        }

        @Override
        public Heard hear(Seat seat, String frame) {
            return new Heard.Nothing();
        }

        @Override
        public String say(String content, int number) {
            return "{\"action\":\"send_message\",\"content\":\"%s\",\"message_type\":\"text\"}"
                    .formatted(content);
        }
    };

    private final String folder;
    private final boolean welcomeByUpgrade;
    private final boolean oneOrder;

    PeerDialogue(String folder, boolean welcomeByUpgrade, boolean oneOrder) {
        this.folder = folder;
        this.welcomeByUpgrade = welcomeByUpgrade;
        this.oneOrder = oneOrder;
    }

    String folder() {
        return folder;
    }

    boolean isOneOrder() {
        return oneOrder;
    }

    /** What is asked for to come into a room. */
    abstract String target(int room, int member);

    @Override
    public boolean isWelcomeByUpgrade() {
        return welcomeByUpgrade;
    }
}
