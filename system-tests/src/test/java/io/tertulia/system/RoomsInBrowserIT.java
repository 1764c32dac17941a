package io.tertulia.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tertulia.system.ChatPage.ATTRIBUTE_SOON;
import static io.tertulia.system.ChatPage.SOON;
import static io.tertulia.system.ChatPage.VISIBLE_SOON;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Goal: a public group is made, found by its link, run by its owner and closed, all on the page.
 */
class RoomsInBrowserIT {

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final TertuliaProcess tertulia = SharedTertulia.get();
    private final String suffix = UUID.randomUUID().toString().substring(0, 6);

    @Test
    void aPublicGroupIsJoinedByItsLinkAndClosedByItsOwner() {
        ChatPage alices = CHROMIUM.open(tertulia, "en-US");
        alices.register("alice" + suffix);
        alices.id("new-chat").click();
        alices.id("new-group").check(ChatPage.FORCED);
        alices.id("group-name").fill("Thursdays");
        alices.id("visibility-public").check(ChatPage.FORCED);
        alices.id("create-group").click();
        assertThat(alices.id("room-title")).hasText("Thursdays", ChatPage.TEXT_SOON);

        ChatPage bobs = CHROMIUM.open(tertulia, "es-ES");
        bobs.register("bob" + suffix);
        bobs.goTo(alices.page().url());
        bobs.id("join-room").click();
        bobs.say("I am in");
        alices.assertShows("I am in");

        alices.id("room-details").click();
        alices.id("person-menu").click();
        alices.id("menu-admin").click();
        assertThat(alices.page().locator("[data-username=bob%s]".formatted(suffix)))
                .hasAttribute("data-role", "admin", ATTRIBUTE_SOON);
        alices.id("edit-room").click();
        alices.id("group-name").fill("Fridays");
        alices.id("save-room").click();
        assertThat(bobs.id("room-title")).hasText("Fridays", ChatPage.TEXT_SOON);

        alices.id("close-room").click();
        alices.id("confirm").click();
        assertThat(bobs.id("room-closed")).isVisible(VISIBLE_SOON);
        assertThat(bobs.id("rooms-empty")).isVisible(VISIBLE_SOON);
        assertThat(bobs.id("message-list")).containsText("I am in", SOON);
    }
}
