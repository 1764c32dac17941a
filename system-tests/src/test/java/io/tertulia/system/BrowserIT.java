package io.tertulia.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Goal: two people in two browsers, one English and one Spanish, meet and talk on the page. */
class BrowserIT {

    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(15_000);
    private static Playwright playwright;
    private static Browser browser;

    private final TertuliaProcess tertulia = SharedTertulia.get();
    private final String suffix = UUID.randomUUID().toString().substring(0, 6);

    @BeforeAll
    static void startBrowser() {
        playwright = Playwright.create();
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(chromium())
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync",
                                                        "--no-first-run")));
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
        playwright.close();
    }

    @Test
    void twoPeopleRegisterMeetAndTalk() {
        Page alices = open("en-US");
        Page bobs = open("es-ES");
        register(alices, "alice" + suffix);
        register(bobs, "bob" + suffix);

        openChatWith(alices, "bob" + suffix);
        assertThat(id(alices, "connection-status")).containsText("● Connected", SOON);
        say(alices, "Hello Bob");

        id(bobs, "room-item").first().click();
        assertThat(id(bobs, "connection-status")).containsText("● Conectado", SOON);
        assertThat(id(bobs, "message-list")).containsText("Hello Bob", SOON);

        id(bobs, "message-input").pressSequentially("Hola");
        assertThat(id(alices, "typing")).containsText("is typing", SOON);
        id(bobs, "send").click();
        assertThat(id(alices, "message-list")).containsText("Hola", SOON);
        shoot(alices, "alice");
        shoot(bobs, "bob");
    }

    @Test
    void markupIsShownAsText() {
        Page page = open("en-US");
        register(page, "mallory" + suffix);
        Person other = Person.register(tertulia, "victim");
        openChatWith(page, other.username());
        assertThat(id(page, "connection-status")).containsText("● Connected", SOON);

        say(page, "<img src=x onerror=alert(1)><b>bold</b>");

        assertThat(id(page, "message-list")).containsText("<b>bold</b>", SOON);
        assertThat(id(page, "message-list").locator("b, img[src=x]")).hasCount(0);
    }

    private Page open(String language) {
        Page page =
                browser.newContext(new Browser.NewContextOptions().setLocale(language)).newPage();
        page.navigate("http://localhost:" + tertulia.port() + "/");
        return page;
    }

    private static void register(Page page, String username) {
        if (!"register".equals(id(page, "auth-form").getAttribute("data-mode"))) {
            id(page, "auth-switch").click();
        }
        id(page, "username").fill(username);
        id(page, "password").fill("correct horse battery");
        id(page, "auth-submit").click();
        assertThat(id(page, "chat")).isVisible();
    }

    private static void openChatWith(Page page, String username) {
        id(page, "new-chat").first().click();
        id(page, "people-search").fill(username);
        page.locator("[data-testid=person][data-username='%s']".formatted(username)).click();
    }

    private static void say(Page page, String text) {
        id(page, "message-input").fill(text);
        id(page, "message-input").press("Enter");
    }

    private static Locator id(Page page, String testId) {
        return page.getByTestId(testId);
    }

    private static void shoot(Page page, String name) {
        Path folder = Path.of(System.getProperty("screenshots", "target/screenshots"));
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(folder.resolve("two-people-" + name + ".png")));
    }

    /** The browser that {@code ./tertulia test} found or installed; Playwright brings none here. */
    private static Path chromium() {
        return Stream.of(
                        System.getenv().getOrDefault("CHROMIUM", ""),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "Chromium is missing: install it, or name it by CHROMIUM"));
    }
}
