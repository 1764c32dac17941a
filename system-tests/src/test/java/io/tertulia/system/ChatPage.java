package io.tertulia.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;

/** The page as somebody uses it. Parts are found by the test ids that web-client's README lists. */
final class ChatPage {

    /** Two processes and a browser lie between a press and what it does to another window. */
    private static final double PATIENCE_MS = 15_000;

    static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS);
    static final LocatorAssertions.HasCountOptions COUNT_SOON =
            new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS);
    static final LocatorAssertions.IsVisibleOptions VISIBLE_SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);
    static final LocatorAssertions.HasTextOptions TEXT_SOON =
            new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS);
    static final LocatorAssertions.HasJSPropertyOptions PROPERTY_SOON =
            new LocatorAssertions.HasJSPropertyOptions().setTimeout(PATIENCE_MS);
    static final LocatorAssertions.HasAttributeOptions ATTRIBUTE_SOON =
            new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MS);

    /** For a choice that is drawn by its label, the button itself being unseen. */
    static final Locator.CheckOptions FORCED = new Locator.CheckOptions().setForce(true);

    private final Page page;

    ChatPage(Page page) {
        this.page = page;
    }

    void goTo(String address) {
        page.navigate(address);
    }

    Page page() {
        return page;
    }

    Locator id(String testId) {
        return page.getByTestId(testId);
    }

    /** Makes an account and is logged in by it. */
    void register(String username) {
        if (!"register".equals(id("auth-form").getAttribute("data-mode"))) {
            id("auth-switch").click();
        }
        id("username").fill(username);
        id("password").fill("correct horse battery");
        id("auth-submit").click();
        assertThat(id("chat")).isVisible(VISIBLE_SOON);
    }

    void logIn(String username) {
        id("username").fill(username);
        id("password").fill("correct horse battery");
        id("auth-submit").click();
        assertThat(id("chat")).isVisible(VISIBLE_SOON);
    }

    void openChatWith(String username) {
        id("new-chat").click();
        id("people-search").fill(username);
        page.locator("[data-testid=person][data-username='%s']".formatted(username)).click();
        assertThat(id("room-title")).hasText(username, TEXT_SOON);
        assertThat(id("connection-status")).hasAttribute("data-state", "connected", ATTRIBUTE_SOON);
    }

    /** Opens the first room of the list, which somebody else may just be making. */
    void openFirstRoom() {
        id("room-item").first().click(new Locator.ClickOptions().setTimeout(PATIENCE_MS));
        assertThat(id("connection-status")).hasAttribute("data-state", "connected", ATTRIBUTE_SOON);
    }

    void say(String text) {
        id("message-input").fill(text);
        id("message-input").press("Enter");
    }

    /** The message that holds a text, once it is there. */
    Locator message(String text) {
        Locator found = id("message").filter(new Locator.FilterOptions().setHasText(text)).first();
        assertThat(found).isVisible(VISIBLE_SOON);
        return found;
    }

    /** Does something with a message by its menu. */
    void choose(Locator message, String item) {
        message.hover();
        message.getByTestId("act-menu").click();
        id("menu-" + item).click();
    }

    void assertShows(String text) {
        assertThat(id("message-list")).containsText(text, SOON);
    }

    void shoot(String name) {
        Path folder = Path.of(System.getProperty("screenshots", "target/screenshots"));
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }
}
