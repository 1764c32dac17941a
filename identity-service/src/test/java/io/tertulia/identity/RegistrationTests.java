package io.tertulia.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.Jwt;

@IdentityTest
class RegistrationTests {

    private final IdentityClient client;
    private final TestDirectory directory;

    @Autowired
    RegistrationTests(IdentityClient client, TestDirectory directory) {
        this.client = client;
        this.directory = directory;
    }

    @AfterEach
    void directoryIsWell() {
        directory.answer(200);
    }

    @Test
    void showsTheNewPerson() {
        String name = IdentityClient.freshName("Ana.García");

        var answer =
                client.post(
                        "/register/",
                        Map.of(
                                "username",
                                name,
                                "password",
                                IdentityClient.PASSWORD,
                                "first_name",
                                " Ana ",
                                "last_name",
                                "García"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(UUID.fromString(answer.text("/id"))).isNotNull();
        assertThat(answer.text("/username")).isEqualTo(name);
        assertThat(answer.text("/first_name")).isEqualTo("Ana");
        assertThat(answer.text("/last_name")).isEqualTo("García");
        assertThat(answer.body().propertyNames())
                .containsExactlyInAnyOrder("id", "username", "first_name", "last_name");
    }

    @Test
    void leavesNamesEmptyThatAreNotGiven() {
        var answer = client.register(IdentityClient.freshName("bea"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("/first_name")).isEmpty();
    }

    @Test
    void refusesAUsernameThatDiffersInCaseOnly() {
        String name = IdentityClient.freshName("carla");
        client.register(name);

        var answer = client.register(name.toUpperCase(Locale.ROOT));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("/code")).isEqualTo("invalid");
        assertThat(answer.text("/errors/username/0")).contains("already");
    }

    @Test
    void letsOneOfManyThroughWhoWantTheSameNameAtOnce() throws Exception {
        String name = IdentityClient.freshName("diego");
        var start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers =
                    IntStream.range(0, 12)
                            .mapToObj(
                                    i ->
                                            threads.submit(
                                                    () -> {
                                                        start.await();
                                                        return client.register(name).status();
                                                    }))
                            .toList();
            start.countDown();

            var statuses = new ArrayList<Integer>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 400);
        }
    }

    @Test
    void introducesTheNewPersonToTheDirectory() {
        var answer = client.register(IdentityClient.freshName("elena"));

        List<Jwt> introductions = introductionsOf(answer.text("/id"));
        assertThat(introductions).hasSize(1);
        assertThat(introductions.getFirst().getClaimAsString("preferred_username"))
                .isEqualTo(answer.text("/username"));
    }

    @Test
    void doesNotIntroduceTwice() {
        var answer = client.register(IdentityClient.freshName("fede"));
        client.login(answer.text("/username"));

        assertThat(introductionsOf(answer.text("/id"))).hasSize(1);
    }

    @Test
    void introducesAtTheNextLoginWhenTheDirectoryFailed() {
        directory.answer(503);
        var answer = client.register(IdentityClient.freshName("gala"));
        assertThat(answer.status()).isEqualTo(201);
        directory.answer(200);

        client.login(answer.text("/username"));
        client.login(answer.text("/username"));

        assertThat(introductionsOf(answer.text("/id"))).hasSize(2);
    }

    private List<Jwt> introductionsOf(String id) {
        var decoder = ServedKeys.decoder(client.base());
        // Other tests move the clock, after which older people's tokens cannot be proved any more.
        return directory.tokens().stream()
                .filter(token -> id.equals(subject(token)))
                .map(decoder::decode)
                .toList();
    }

    private static String subject(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getSubject();
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
