package io.tertulia.test.sleepy;

final class Sleeper {

    void doze() throws InterruptedException {
        Thread.sleep(1);
    }
}
