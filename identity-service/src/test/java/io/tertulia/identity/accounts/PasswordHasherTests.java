package io.tertulia.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.test.People;
import io.tertulia.web.ProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PasswordHasherTests {

    private final PasswordHasher hasher = hasher(4);

    @Test
    void knowsThePasswordAgain() {
        Account account = account(hasher, "a quiet harbour");

        assertThat(hasher.matches("a quiet harbour", account)).isTrue();
        assertThat(hasher.matches("A quiet harbour", account)).isFalse();
        assertThat(account.passwordHash()).startsWith("$2a$04$").doesNotContain("harbour");
    }

    @Test
    void looksAtEveryCharacterOfALongPassword() {
        String start = "x".repeat(120);
        Account account = account(hasher, start + "1");

        assertThat(hasher.matches(start + "1", account)).isTrue();
        assertThat(hasher.matches(start + "2", account)).isFalse();
        assertThat(hasher.matches("\0" + start, account(hasher, "\0something"))).isFalse();
    }

    @Test
    void takesAnAccentInEitherEncoding() {
        assertThat(hasher.matches("cafe\u0301 con leche", account(hasher, "café con leche")))
                .isTrue();
    }

    @Test
    void worksAsHardForAnAccountThatIsNotThere() {
        PasswordHasher slow = hasher(11);
        Account account = account(slow, "a quiet harbour");

        Duration known = timed(slow, account);
        Duration unknown = timed(slow, null);

        // With no hash to compare it would take a thousandth; processors are never that unfair.
        assertThat(unknown).isGreaterThan(known.dividedBy(10));
    }

    @Test
    void asksToComeBackWhenTheTurnDoesNotCome() throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        var busy = new CountDownLatch(processors);
        var done = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < processors; i++) {
                var unused =
                        threads.submit(
                                () ->
                                        hasher.inTurn(
                                                () -> {
                                                    busy.countDown();
                                                    return awaited(done);
                                                }));
            }
            busy.await();

            assertThatThrownBy(() -> hasher.inTurn(() -> "late"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("try again");
            done.countDown();
        }
        assertThat(hasher.inTurn(() -> "free again")).isEqualTo("free again");
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration timed(PasswordHasher hasher, @Nullable Account account) {
        long start = System.nanoTime();
        assertThat(hasher.matches("a wrong guess", account)).isFalse();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Account account(PasswordHasher hasher, String password) {
        return new Account(People.someone("ana"), hasher.hash(password), false);
    }

    private static PasswordHasher hasher(int strength) {
        return new PasswordHasher(new AccountProperties(strength, Duration.ofMillis(100)));
    }
}
