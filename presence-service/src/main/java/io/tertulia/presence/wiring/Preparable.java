package io.tertulia.presence.wiring;

/** Something that must be done once before the service is ready, and may be done again. */
@FunctionalInterface
public interface Preparable {

    /** Does it, or throws; it is then tried again later. */
    void prepare();
}
