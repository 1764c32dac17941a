package io.tertulia.guarantees.clients;

/** Somebody with a socket that can be broken. */
public interface Connected {

    /** Loses the connection, and comes back. */
    void reconnect();

    /** Loses the connection, and comes back on any instance, past the gateway. */
    void reconnectElsewhere();
}
