package io.tertulia.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tertulia.system.ChatPage.SOON;
import static io.tertulia.system.ChatPage.VISIBLE_SOON;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Goal: a picture and a file go from one window into another. */
class FilesInBrowserIT {

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
        alices.say("here it comes");
        bobs.openFirstRoom();
    }

    @Test
    void aPictureIsShownToTheOtherAndOpensInFull() throws IOException {
        choose(new FilePayload("sunset.png", "image/png", picture(640, 480)));
        assertThat(alices.id("tray-item")).containsText("sunset.png");
        alices.say("the sea");

        Locator image = bobs.message("the sea").locator("[data-testid=picture] img");
        assertThat(image).isVisible(VISIBLE_SOON);
        assertThat(image).hasAttribute("width", "320");
        assertThat(image).hasAttribute("height", "240");
        image.click();
        assertThat(bobs.id("lightbox-picture"))
                .hasJSProperty("naturalWidth", 640, ChatPage.PROPERTY_SOON);
    }

    @Test
    void aFileIsACardThatTheOtherDownloads() throws IOException {
        choose(new FilePayload("minutes.txt", "text/plain", "agreed".getBytes(UTF_8)));
        alices.id("send").click();

        assertThat(bobs.id("file")).containsText("minutes.txt", SOON);
        Download download = bobs.page().waitForDownload(() -> bobs.id("file").click());
        Assertions.assertThat(download.suggestedFilename()).isEqualTo("minutes.txt");
        try (var content = download.createReadStream()) {
            Assertions.assertThat(content.readAllBytes()).asString(UTF_8).isEqualTo("agreed");
        }
    }

    private void choose(FilePayload file) {
        alices.id("file-picker").setInputFiles(file);
    }

    private static byte[] picture(int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
