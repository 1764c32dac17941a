package io.tertulia.message.attachments;

import com.mongodb.client.MongoDatabase;
import io.tertulia.message.attachments.images.PictureViewer;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.membership.RoomAccess;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the shelf, and those who work on it, together. */
@Configuration(proxyBeanMethods = false)
class AttachmentConfiguration {

    @Bean
    UploadShelf uploadShelf(
            RoomLog log,
            MongoDatabase messagesDatabase,
            AttachmentProperties properties,
            Clock clock) {
        return new UploadShelf(
                log.uploads(), new AttachmentBytes(messagesDatabase), properties, clock);
    }

    @Bean
    PictureViewer pictureViewer(AttachmentProperties properties) {
        return new PictureViewer(properties.pictures());
    }

    @Bean
    UploadDesk uploadDesk(
            UploadShelf shelf,
            RoomAccess access,
            PictureViewer pictures,
            AttachmentProperties properties) {
        return new UploadDesk(shelf, access, pictures, properties);
    }

    @Bean
    AttachmentReader attachmentReader(RoomLog log, UploadShelf shelf, RoomAccess access) {
        return new AttachmentReader(log, shelf, access);
    }

    @Bean
    DownloadTurns downloadTurns(AttachmentProperties properties) {
        return new DownloadTurns(properties.downloadsAtOnce());
    }

    @Bean
    UploadSweeper uploadSweeper(
            RoomLog log, UploadShelf shelf, AttachmentProperties properties, Clock clock) {
        return new UploadSweeper(log, shelf, properties, clock);
    }
}
