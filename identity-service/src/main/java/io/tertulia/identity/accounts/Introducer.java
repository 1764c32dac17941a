package io.tertulia.identity.accounts;

import io.tertulia.identity.tokens.AccessTokens;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Makes a person known to the directory, by asking it in the person's own name who they are: it
 * remembers everybody it sees. Others can then find them before they have opened the chat once.
 */
@Component
public class Introducer {

    private static final Logger LOG = LoggerFactory.getLogger(Introducer.class);

    /** Instances that are asked before giving up: the person is waiting. */
    private static final int MOST_ATTEMPTS = 2;

    private final AccountStore accounts;
    private final AccessTokens tokens;
    private final IntroductionProperties properties;
    private final HttpClient client;

    Introducer(AccountStore accounts, AccessTokens tokens, IntroductionProperties properties) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.properties = properties;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(properties.connectTimeout())
                        .build();
    }

    /**
     * Introduces the person unless that has been done. Returns when it was tried; when it failed
     * {@link IntroductionSweeper} or the next log-in tries again, so it is no failure for the
     * caller.
     *
     * @return whether the directory knows the person now; false where there is no directory
     */
    public boolean maybeIntroduce(Account account) {
        if (account.isIntroduced() || properties.roomUrls().isEmpty()) {
            return account.isIntroduced();
        }
        String token = tokens.issue(account.user(), null);
        boolean known =
                properties.roomUrls().stream()
                        .limit(MOST_ATTEMPTS)
                        .anyMatch(instance -> introduce(instance, token));
        if (known) {
            accounts.markIntroduced(account.user().id());
        }
        return known;
    }

    private boolean introduce(URI instance, String token) {
        var request =
                HttpRequest.newBuilder(instance.resolve("/api/v1/chat/users/me/"))
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                        .timeout(properties.readTimeout())
                        .build();
        try {
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status == HttpStatus.OK.value()) {
                return true;
            }
            LOG.warn("The directory at {} answered {} to an introduction", instance, status);
        } catch (IOException e) {
            LOG.warn("The directory at {} does not answer: {}", instance, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("Stopped while introducing somebody to the directory");
        }
        return false;
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }
}
