package io.tertulia.test.unmarked;

final class Careless {

    private final String greeting = "hello";

    String greet() {
        return greeting;
    }
}
