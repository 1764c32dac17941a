package io.tertulia.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tertulia.system.ChatPage.COUNT_SOON;
import static io.tertulia.system.ChatPage.SOON;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Goal: what was said is found again by its words, and a press leads to where it was said. */
class SearchInBrowserIT {

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final TertuliaProcess tertulia = SharedTertulia.get();
    private final String suffix = UUID.randomUUID().toString().substring(0, 6);

    @Test
    void aWordLeadsToTheMessageInItsRoom() {
        ChatPage page = CHROMIUM.open(tertulia, "en-US");
        page.register("alice" + suffix);
        page.openChatWith(Person.register(tertulia, "bob").username());
        page.say("The Canción of Thursday");
        page.message("Canción");
        page.openChatWith(Person.register(tertulia, "carol").username());
        page.say("Nothing of that kind");
        page.message("Nothing");

        awaitFound(page, "nothing");
        page.id("search").fill("cancion");

        assertThat(page.id("found-message")).hasCount(1, COUNT_SOON);
        assertThat(page.id("found-message").locator("mark")).hasText("Canción");
        page.id("found-message").click();
        page.assertShows("The Canción of Thursday");
        assertThat(page.page().locator("[data-testid=message].pointed")).containsText("Canción");

        page.id("search").fill("nothing");
        assertThat(page.id("found-message")).hasCount(1, COUNT_SOON);
        page.id("search-here").check(ChatPage.FORCED);
        assertThat(page.id("search-note")).containsText("No message with", SOON);
    }

    /** What was said a moment ago is found a moment later. */
    private static void awaitFound(ChatPage page, String word) {
        String count =
                "q => fetch('/api/v1/chat/messages/search/?q=' + q)"
                        + ".then(answer => answer.json()).then(found => found.count)";
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> page.page().evaluate(count, word).equals(1));
    }
}
