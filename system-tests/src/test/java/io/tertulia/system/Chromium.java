package io.tertulia.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One browser for the tests of a class; each window has cookies and a storage of its own. */
final class Chromium implements BeforeAllCallback, AfterAllCallback {

    private @Nullable Playwright playwright;
    private @Nullable Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        Playwright started = Playwright.create();
        playwright = started;
        browser =
                started.chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(installed())
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync",
                                                        "--no-first-run")));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.close();
        }
        if (playwright != null) {
            playwright.close();
        }
    }

    /** The product's page in a window of its own, whose browser asks for this language. */
    ChatPage open(TertuliaProcess tertulia, String language) {
        if (browser == null) {
            throw new IllegalStateException("no browser is running");
        }
        var options = new Browser.NewContextOptions().setLocale(language);
        var page = new ChatPage(browser.newContext(options).newPage());
        page.goTo("http://localhost:" + tertulia.port() + "/");
        return page;
    }

    /** The browser that {@code ./tertulia test} found or installed; Playwright brings none here. */
    private static Path installed() {
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
