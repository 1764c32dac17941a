package io.tertulia.message.attachments;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.message.attachments.images.Drawings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypesTests {

    @ParameterizedTest
    @CsvSource({
        "hola canción, text/plain",
        "<html><body>, text/html",
        "'<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>', image/svg+xml",
        "alert(1), text/plain",
        "#!/bin/sh, application/x-sh",
        "%PDF-1.7, application/pdf",
        "OggS, application/ogg",
        "ID3, audio/mpeg",
        "RIFF....WEBPVP8 , image/webp"
    })
    void knowsWhatBeginsSo(String content, String type) {
        assertThat(ContentTypes.of(content.getBytes(ISO_8859_1))).isEqualTo(type);
    }

    @Test
    void knowsPictures() {
        assertThat(ContentTypes.of(Drawings.png(9, 9))).isEqualTo("image/png");
        assertThat(ContentTypes.of(Drawings.jpeg(9, 9))).isEqualTo("image/jpeg");
        assertThat(ContentTypes.of(Drawings.gif(9, 9))).isEqualTo("image/gif");
        assertThat(ContentTypes.of(Drawings.webp("lossy.webp"))).isEqualTo("image/webp");
    }

    @Test
    void whatItDoesNotKnowIsBytes() {
        assertThat(ContentTypes.of(new byte[] {1, 2, 3, 0, 5})).isEqualTo(ContentTypes.UNKNOWN);
    }

    /** A page that hides behind a long comment is text, which browsers never show here either. */
    @Test
    void looksNoFurtherThanTheHead() {
        String page = "<!-- %s --><svg onload=''/>".formatted("x".repeat(70_000));

        assertThat(ContentTypes.of(page.getBytes(US_ASCII))).isEqualTo("text/plain");
    }

    /** An office document is a package: to know more of it one would have to unpack it. */
    @Test
    void unpacksNothing() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write(new byte[10_000_000]);
            zip.closeEntry();
        }

        assertThat(bytes.size()).isLessThan(ContentTypes.HEAD_BYTES);
        assertThat(ContentTypes.of(bytes.toByteArray())).isEqualTo("application/zip");
    }
}
