package io.tertulia.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tertulia.system.ChatPage.ATTRIBUTE_SOON;
import static io.tertulia.system.ChatPage.COUNT_SOON;
import static io.tertulia.system.ChatPage.SOON;

import com.microsoft.playwright.Locator;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Goal: who has seen a message is told to its sender, and what I have seen to all my windows. */
class ReadingInBrowserIT {

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final TertuliaProcess tertulia = SharedTertulia.get();
    private final String suffix = UUID.randomUUID().toString().substring(0, 6);
    private final ChatPage alices = CHROMIUM.open(tertulia, "en-US");
    private final ChatPage bobs = CHROMIUM.open(tertulia, "es-ES");

    @Test
    void theSenderSeesWhoHasSeenAMessageAndWhen() {
        alices.register("alice" + suffix);
        bobs.register("bob" + suffix);
        alices.openChatWith("bob" + suffix);
        alices.say("look at this");
        Locator mark = alices.message("look at this").getByTestId("mark");
        assertThat(bobs.id("room-item")).hasAttribute("data-unread", "1", ATTRIBUTE_SOON);
        assertThat(mark).hasAttribute("data-readers", "0");

        bobs.openFirstRoom();

        assertThat(mark).hasAttribute("data-readers", "1", ATTRIBUTE_SOON);
        mark.click();
        assertThat(alices.id("reader")).containsText("bob" + suffix, SOON);
    }

    @Test
    void whatIsReadInOneWindowIsReadInTheOtherWithoutAReload() {
        bobs.register("bob" + suffix);
        ChatPage bobsPhone = CHROMIUM.open(tertulia, "es-ES");
        bobsPhone.logIn("bob" + suffix);
        alices.register("alice" + suffix);
        alices.openChatWith("bob" + suffix);
        alices.say("one");
        alices.say("two");
        assertThat(bobs.id("room-item")).hasAttribute("data-unread", "2", ATTRIBUTE_SOON);
        assertThat(bobsPhone.id("room-item")).hasAttribute("data-unread", "2", ATTRIBUTE_SOON);
        assertThat(bobsPhone.id("room-item-preview")).containsText("two");

        bobs.openFirstRoom();

        assertThat(bobs.id("unread-line")).hasCount(1);
        assertThat(bobsPhone.id("unread")).hasCount(0, COUNT_SOON);
    }
}
