package io.tertulia.message.log;

import java.util.Locale;

/**
 * How far an upload has come. Each step is one update that names where it comes from, so two who
 * want different things cannot both get them.
 */
public enum UploadState {
    /** Its bytes are coming. Who stays here too long has died, and is {@link #DOOMED}. */
    RECEIVING,

    /** Whole; from {@link #RECEIVING}. Only the uploader can see it and send it. */
    READY,

    /** A message of the room shows it; from {@link #READY}, as an effect of that message. */
    SENT,

    /** Nobody can see it any more; what is left of it is being removed. From every other state. */
    DOOMED;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static UploadState named(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
