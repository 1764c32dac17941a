package io.tertulia.realtime.myrooms;

/** What came of asking about somebody's rooms. */
public sealed interface Answer<T> {

    /** The answer itself. */
    record Given<T>(T value) implements Answer<T> {}

    /** The asker's token is not good any more. */
    record BadToken<T>() implements Answer<T> {}

    /** Nobody answered, or not sensibly; to be asked again later. */
    record Away<T>(String reason) implements Answer<T> {}
}
