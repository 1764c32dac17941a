package io.tertulia.gateway.routing;

/** What stands behind the gateway. */
public enum Service {
    IDENTITY("identity"),
    ROOM("room"),
    MESSAGE("message"),
    PRESENCE("presence"),
    /** The realtime service's own HTTP port, which says whether it is ready. */
    REALTIME("realtime"),
    /** The realtime service's port for WebSockets. */
    SOCKETS("sockets");

    private final String label;

    Service(String label) {
        this.label = label;
    }

    /** The name that operators see. */
    public String label() {
        return label;
    }
}
