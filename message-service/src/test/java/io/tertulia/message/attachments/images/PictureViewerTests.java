package io.tertulia.message.attachments.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PictureViewerTests {

    private static final int MOST = 1_000_000;
    private static final PictureBounds BOUNDS =
            new PictureBounds(MOST, MOST / 2, 320, 2, Duration.ofSeconds(20));

    private final PictureViewer viewer = new PictureViewer(BOUNDS);

    @AfterEach
    void close() {
        viewer.close();
    }

    private Optional<Picture> view(PictureFormat format, byte[] bytes) {
        return viewer.view(
                format, () -> new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
    }

    private Picture picture(PictureFormat format, byte[] bytes) {
        return view(format, bytes).orElseThrow();
    }

    private BufferedImage thumbnail(PictureFormat format, byte[] bytes) {
        Thumbnail thumbnail = picture(format, bytes).thumbnail();
        assertThat(thumbnail).isNotNull();
        return Drawings.decoded(thumbnail.bytes());
    }

    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of(PictureFormat.PNG, Drawings.png(600, 400)),
                Arguments.of(PictureFormat.JPEG, Drawings.jpeg(600, 400)),
                Arguments.of(PictureFormat.JPEG, Drawings.progressiveJpeg(600, 400)),
                Arguments.of(PictureFormat.GIF, Drawings.gif(600, 400)),
                Arguments.of(PictureFormat.WEBP, Drawings.webp("lossy.webp")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void knowsTheSizeAndMakesAThumbnail(PictureFormat format, byte[] sample) {
        Picture picture = picture(format, sample);

        assertThat(picture.width()).isEqualTo(600);
        assertThat(picture.height()).isEqualTo(400);
        BufferedImage thumbnail = thumbnail(format, sample);
        assertThat(thumbnail.getWidth()).isEqualTo(320);
        assertThat(thumbnail.getHeight()).isEqualTo(213);
        assertThatIsAbout(thumbnail, 20, 20, Color.RED);
        assertThatIsAbout(thumbnail, 300, 200, Color.BLUE);
    }

    private static void assertThatIsAbout(BufferedImage image, int x, int y, Color wanted) {
        var found = new Color(image.getRGB(x, y));
        assertThat(Math.abs(found.getRed() - wanted.getRed())).isLessThan(70);
        assertThat(Math.abs(found.getGreen() - wanted.getGreen())).isLessThan(70);
        assertThat(Math.abs(found.getBlue() - wanted.getBlue())).isLessThan(70);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossless.webp", "alpha.webp"})
    void aWebPWhoseTablesAreNotBoundedHasASizeButNoThumbnail(String name) {
        assertThat(view(PictureFormat.WEBP, Drawings.webp(name)))
                .contains(new Picture(600, 400, null));
    }

    @Test
    void keepsWhatShowsThrough() {
        var image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
        Picture picture = picture(PictureFormat.PNG, Drawings.encoded(image, "png"));

        assertThat(picture.thumbnail()).extracting(Thumbnail::contentType).isEqualTo("image/png");
        BufferedImage thumbnail = thumbnail(PictureFormat.PNG, Drawings.encoded(image, "png"));
        assertThat(thumbnail.getRGB(10, 10)).isZero();
    }

    @Test
    void aSmallPictureIsNotMadeLarger() {
        BufferedImage thumbnail = thumbnail(PictureFormat.PNG, Drawings.png(20, 10));

        assertThat(thumbnail.getWidth()).isEqualTo(20);
        assertThat(thumbnail.getHeight()).isEqualTo(10);
    }

    @Test
    void aPictureThatIsAllLengthHasAThumbnailOfOneRow() {
        BufferedImage thumbnail = thumbnail(PictureFormat.PNG, Drawings.png(5_000, 1));

        assertThat(thumbnail.getWidth()).isEqualTo(320);
        assertThat(thumbnail.getHeight()).isEqualTo(1);
    }

    /** Where the red quarter, which is stored in the upper left, is shown. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsAsTheCameraWasHeld(int orientation) {
        byte[] jpeg = Drawings.turned(Drawings.jpeg(600, 400), orientation);
        boolean isOnItsSide = orientation > 4;

        Picture picture = picture(PictureFormat.JPEG, jpeg);

        assertThat(picture.width()).isEqualTo(isOnItsSide ? 400 : 600);
        assertThat(picture.height()).isEqualTo(isOnItsSide ? 600 : 400);
        BufferedImage thumbnail = thumbnail(PictureFormat.JPEG, jpeg);
        assertThat(thumbnail.getWidth()).isEqualTo(isOnItsSide ? 213 : 320);
        boolean isLeft = Arrays.asList(1, 4, 5, 8).contains(orientation);
        boolean isTop = Arrays.asList(1, 2, 5, 6).contains(orientation);
        assertThatIsAbout(
                thumbnail,
                isLeft ? 20 : thumbnail.getWidth() - 20,
                isTop ? 20 : thumbnail.getHeight() - 20,
                Color.RED);
        assertThatIsAbout(
                thumbnail,
                isLeft ? thumbnail.getWidth() - 20 : 20,
                isTop ? thumbnail.getHeight() - 20 : 20,
                Color.BLUE);
    }

    @Test
    void aBombIsNoPicture() {
        byte[] bomb = Drawings.pngBomb(30_000, 30_000, false);

        assertThat(bomb.length).isLessThan(1_000_000);
        assertThat(view(PictureFormat.PNG, bomb)).isEmpty();
    }

    @Test
    void aPictureThatMustBeDecodedAsAWholeIsBoundedMore() {
        assertThat(view(PictureFormat.JPEG, Drawings.jpeg(1_000, 600)))
                .hasValueSatisfying(picture -> assertThat(picture.thumbnail()).isNotNull());
        assertThat(view(PictureFormat.JPEG, Drawings.progressiveJpeg(1_000, 600)))
                .contains(new Picture(1_000, 600, null));
    }

    @Test
    void aRowThatIsTooLongIsNotDecoded() {
        assertThat(view(PictureFormat.PNG, Drawings.pngBomb(900_000, 1, false)))
                .contains(new Picture(900_000, 1, null));
    }

    @Test
    void aPaletteWithMuchBesidesIsNotDecoded() {
        byte[] plain = Drawings.pngBomb(100, 100, true);
        byte[] large =
                Drawings.pngBomb(100, 100, true, Drawings.chunk("juNk", new byte[2 * 1024 * 1024]));
        byte[][] many = new byte[1_000][];
        Arrays.fill(many, Drawings.chunk("juNk", new byte[0]));

        assertThat(picture(PictureFormat.PNG, plain).thumbnail()).isNotNull();
        assertThat(view(PictureFormat.PNG, large)).contains(new Picture(100, 100, null));
        assertThat(view(PictureFormat.PNG, Drawings.pngBomb(100, 100, true, many)))
                .contains(new Picture(100, 100, null));
    }

    @Test
    void aHeaderThatSaysOtherThanThePictureGetsNoThumbnail() {
        byte[] gif = Drawings.gif(600, 400);
        gif[6] = 100;
        gif[7] = 0;

        assertThat(view(PictureFormat.GIF, gif)).contains(new Picture(100, 400, null));
    }

    @Test
    void aPictureThatBreaksOffHasASizeButNoThumbnail() {
        byte[] png = Drawings.png(600, 400);

        assertThat(view(PictureFormat.PNG, Arrays.copyOf(png, png.length / 2)))
                .contains(new Picture(600, 400, null));
    }

    @ParameterizedTest
    @EnumSource(PictureFormat.class)
    void aHeaderThatBreaksOffIsNoPicture(PictureFormat format) {
        assertThat(view(format, new byte[0])).isEmpty();
        assertThat(view(format, new byte[] {1, 2, 3, 4, 5})).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whateverAPictureIsMadeOfNothingBreaks(PictureFormat format, byte[] sample) {
        var random = new Random(1);
        for (int i = 0; i < 150; i++) {
            byte[] bytes = sample.clone();
            for (int j = 0; j < 1 + i / 10; j++) {
                bytes[random.nextInt(Math.min(bytes.length, 400))] = (byte) random.nextInt();
            }
            view(format, bytes)
                    .ifPresent(
                            picture ->
                                    assertThat((long) picture.width() * picture.height())
                                            .isBetween(1L, (long) MOST));
        }
    }

    @Test
    void anExifPartThatLiesTurnsNothing() {
        byte[] jpeg = Drawings.turned(Drawings.jpeg(60, 40), 6);
        var random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = jpeg.clone();
            bytes[6 + random.nextInt(28)] = (byte) random.nextInt();
            bytes[6 + random.nextInt(28)] = (byte) random.nextInt();
            Picture picture = picture(PictureFormat.JPEG, bytes);
            assertThat(picture.width() * picture.height()).isEqualTo(2_400);
        }
    }
}
