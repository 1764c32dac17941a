package io.tertulia.test.tidy;

final class Greeter {

    private final String greeting = "hello";

    String greet() {
        return greeting;
    }
}
