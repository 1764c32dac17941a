package io.tertulia.stack;

/** Something about the machine or the command line must change first; the text says what. */
final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStart(String whatToDo) {
        super(whatToDo);
    }

    CannotStart(String whatToDo, Throwable cause) {
        super(whatToDo, cause);
    }
}
