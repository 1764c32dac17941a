package io.tertulia.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tertulia.system.ChatPage.SOON;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Goal: two people in two browsers, one English and one Spanish, meet and talk on the page. */
class BrowserIT {

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final TertuliaProcess tertulia = SharedTertulia.get();
    private final String suffix = UUID.randomUUID().toString().substring(0, 6);

    @Test
    void twoPeopleRegisterMeetAndTalk() {
        ChatPage alices = CHROMIUM.open(tertulia, "en-US");
        ChatPage bobs = CHROMIUM.open(tertulia, "es-ES");
        alices.register("alice" + suffix);
        bobs.register("bob" + suffix);

        alices.openChatWith("bob" + suffix);
        assertThat(alices.id("connection-status")).containsText("● Connected", SOON);
        alices.say("Hello Bob");

        bobs.openFirstRoom();
        assertThat(bobs.id("connection-status")).containsText("● Conectado", SOON);
        bobs.assertShows("Hello Bob");

        bobs.id("message-input").pressSequentially("Hola");
        assertThat(alices.id("typing")).containsText("is typing", SOON);
        bobs.id("send").click();
        alices.assertShows("Hola");
        alices.shoot("two-people-alice");
        bobs.shoot("two-people-bob");
    }

    @Test
    void markupIsShownAsText() {
        ChatPage page = CHROMIUM.open(tertulia, "en-US");
        page.register("mallory" + suffix);
        page.openChatWith(Person.register(tertulia, "victim").username());

        page.say("<img src=x onerror=alert(1)><b>bold</b>");

        page.assertShows("<b>bold</b>");
        assertThat(page.id("message-list").locator("b, img[src=x]")).hasCount(0);
    }
}
