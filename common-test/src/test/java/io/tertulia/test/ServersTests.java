package io.tertulia.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topics;
import io.tertulia.events.realtime.Typing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class ServersTests {

    @Test
    void kafkaCarriesWhatATapSees() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", Servers.kafka());
        try (var admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(Topics.TYPING.name(), 2, (short) 1)))
                    .all()
                    .get();
        }
        var codec = new EventCodec<>(Topics.TYPING);
        UUID room = UUID.randomUUID();
        var typing = new Typing(People.someone("alice"), true);
        var envelope = new Envelope<>(UUID.randomUUID(), room, 0, Instant.EPOCH, typing);
        try (var tap = KafkaTap.on(Topics.TYPING);
                var producer =
                        new KafkaProducer<>(
                                settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(codec.encode(envelope)).get();

            assertThat(tap.await(seen -> seen.key().equals(room))).isEqualTo(envelope);
        }
    }

    @Test
    void mongoKeepsWhatIsWritten() {
        try (var client = MongoClients.create(Servers.mongo())) {
            var people = client.getDatabase("servers-tests").getCollection("people");
            people.insertOne(new Document("_id", 1).append("name", "alice"));

            assertThat(people.find(new Document("_id", 1)).first()).containsEntry("name", "alice");
        }
    }
}
