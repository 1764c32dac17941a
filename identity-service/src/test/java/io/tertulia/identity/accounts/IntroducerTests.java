package io.tertulia.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.identity.IdentityTest;
import io.tertulia.identity.TestDirectory;
import io.tertulia.identity.tokens.AccessTokens;
import io.tertulia.test.People;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IdentityTest
class IntroducerTests {

    private static final Duration SHORT = Duration.ofMillis(200);

    private final AccountStore accounts;
    private final AccessTokens tokens;
    private final TestDirectory directory;

    @Autowired
    IntroducerTests(AccountStore accounts, AccessTokens tokens, TestDirectory directory) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.directory = directory;
    }

    @Test
    void givesUpOnADirectoryThatNeverAnswers() throws IOException {
        Account account = stored();
        // Connections are taken by the system's backlog, and nobody ever reads them.
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            introduceTo(account, URI.create("http://127.0.0.1:" + silent.getLocalPort()));
        }

        assertThat(isIntroduced(account)).isFalse();
    }

    @Test
    void asksTheNextInstanceWhenOneIsAway() throws IOException {
        Account account = stored();
        URI away;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            away = URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }

        introduceTo(account, away, URI.create(directory.url()));

        assertThat(isIntroduced(account)).isTrue();
    }

    @Test
    void doesWithoutADirectory() {
        Account account = stored();

        introduceTo(account);

        assertThat(isIntroduced(account)).isFalse();
    }

    @Test
    void introducesLaterWhomTheDirectoryDidNotTakeAtOnce() {
        Account one = stored();
        Account other = stored();
        directory.answer(503);
        int before = directory.tokens().size();

        sweep();
        assertThat(isIntroduced(one) || isIntroduced(other)).isFalse();
        assertThat(directory.tokens()).as("it is asked once, not for each").hasSize(before + 1);

        directory.answer(200);
        sweep();
        assertThat(isIntroduced(one) && isIntroduced(other)).isTrue();
        int after = directory.tokens().size();
        sweep();
        assertThat(directory.tokens()).hasSize(after);
    }

    private void sweep() {
        var properties = properties(URI.create(directory.url()));
        var introducer = new Introducer(accounts, tokens, properties);
        new IntroductionSweeper(accounts, introducer, properties).sweep();
        introducer.close();
    }

    private void introduceTo(Account account, URI... instances) {
        var introducer = new Introducer(accounts, tokens, properties(instances));
        introducer.maybeIntroduce(account);
        introducer.close();
    }

    private static IntroductionProperties properties(URI... instances) {
        return new IntroductionProperties(List.of(instances), SHORT, SHORT, Duration.ofMinutes(1));
    }

    private Account stored() {
        var account = new Account(People.someone("inés"), "no hash", false);
        assertThat(accounts.insert(account)).isTrue();
        return account;
    }

    private boolean isIntroduced(Account account) {
        return accounts.byId(account.user().id()).orElseThrow().isIntroduced();
    }
}
