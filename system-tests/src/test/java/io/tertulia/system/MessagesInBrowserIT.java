package io.tertulia.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tertulia.system.ChatPage.COUNT_SOON;
import static io.tertulia.system.ChatPage.SOON;
import static io.tertulia.system.ChatPage.VISIBLE_SOON;

import com.microsoft.playwright.Locator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Goal: what one person does with messages on the page, another sees at once in another window. */
class MessagesInBrowserIT {

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    private final TertuliaProcess tertulia = SharedTertulia.get();
    private final String suffix = UUID.randomUUID().toString().substring(0, 6);
    private final ChatPage alices = CHROMIUM.open(tertulia, "en-US");
    private final ChatPage bobs = CHROMIUM.open(tertulia, "es-ES");

    @BeforeEach
    void meet() {
        alices.register("alice" + suffix);
        bobs.register("bob" + suffix);
        alices.openChatWith("bob" + suffix);
        alices.say("first words");
        bobs.openFirstRoom();
        bobs.assertShows("first words");
    }

    @Test
    void anEditedMessageChangesInBothWindows() {
        alices.choose(alices.message("first words"), "edit");
        alices.say("better words");

        bobs.assertShows("better words");
        assertThat(bobs.message("better words")).containsText("editado");
        assertThat(bobs.id("message")).hasCount(1);
        assertThat(alices.id("composer-banner")).isHidden();
    }

    @Test
    void aDeletedMessageIsGoneForBoth() {
        alices.choose(alices.message("first words"), "delete");
        alices.id("confirm").click();

        bobs.assertShows("Este mensaje fue eliminado");
        assertThat(bobs.id("message-list").getByText("first words")).hasCount(0);
        alices.assertShows("This message was deleted");
    }

    @Test
    void anAnswerQuotesWhatItAnswersAndLeadsToIt() {
        bobs.choose(bobs.message("first words"), "reply");
        bobs.say("an answer");

        Locator answer = alices.message("an answer");
        assertThat(answer.getByTestId("quote")).containsText("first words");
        answer.getByTestId("quote").click();
        assertThat(alices.page().locator("[data-testid=message].pointed"))
                .containsText("first words");
    }

    @Test
    void aReactionIsCountedForBothAndTakenBackByAnotherPress() {
        bobs.message("first words").hover();
        bobs.message("first words").getByTestId("act-react").click();
        bobs.id("emoji").first().click();
        assertThat(alices.id("reaction")).containsText("1", SOON);

        alices.id("reaction").click();
        assertThat(bobs.id("reaction")).containsText("2", SOON);
        bobs.page().reload();
        assertThat(bobs.page().locator("[data-testid=reaction][aria-pressed=true]"))
                .containsText("2", SOON);

        bobs.id("reaction").click();
        assertThat(alices.id("reaction")).containsText("1", SOON);
        alices.id("reaction").click();
        assertThat(bobs.id("reaction")).hasCount(0, COUNT_SOON);
    }

    @Test
    void aLinkToAnOldMessageLoadsWhatIsAroundIt() {
        Person carol = Person.register(tertulia, "carol");
        String room = carol.createRoom("Long talk");
        IntStream.rangeClosed(1, 150)
                .forEach(
                        n ->
                                carol.post(
                                        "/api/v1/chat/messages/",
                                        Map.of("room", room, "content", "number " + n)));
        String old =
                carol.get("/api/v1/chat/rooms/" + room + "/messages/?after_seq=19&limit=1")
                        .body()
                        .at("/results/0/id")
                        .asString();
        alices.page()
                .evaluate(
                        "room => fetch(`/api/v1/chat/rooms/${room}/join/`, {method: 'POST'})",
                        room);

        alices.goTo("http://localhost:%d/#/room/%s/%s".formatted(tertulia.port(), room, old));

        assertThat(alices.page().locator("[data-message-id='%s']".formatted(old)))
                .isVisible(VISIBLE_SOON);
        assertThat(alices.page().locator("[data-message-id='%s']".formatted(old))).isInViewport();
        alices.id("to-end").click();
        alices.assertShows("number 150");
    }
}
