package io.tertulia.realtime.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.tertulia.events.User;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: the bytes on the wire are frames that every client reads, with the contract's JSON. */
class ServerFramesTests {

    private static final UUID ROOM = new UUID(0, 1);
    private static final User ANA = new User(new UUID(0, 2), "ana", "Ana", "Pérez");

    @ParameterizedTest
    @ValueSource(ints = {2, 125, 126, 65_535, 65_536, 70_000})
    void writesFramesOfEveryLength(int length) {
        var text = FrameText.of("x".repeat(length).getBytes(UTF_8));
        ByteBuf wire = Unpooled.buffer();
        text.writeTo(wire);

        assertThat(wire.readableBytes()).isEqualTo(text.wireLength());
        assertThat(decoded(wire)).hasSize(length);
    }

    @Test
    void putsAMessagesJsonIntoAFrameAsItIs() {
        byte[] message = "{\"id\":1,\"content\":\"¿qué?\"}".getBytes(UTF_8);
        FrameText action = MessageChange.SENT.frame(Dialect.ACTIONS, message);
        FrameText signal = MessageChange.SENT.frame(Dialect.SIGNALS, message);

        assertThat(action)
                .hasToString("{\"type\":\"message\",\"data\":{\"id\":1,\"content\":\"¿qué?\"}}");
        assertThat(signal)
                .hasToString(
                        "{\"type\":\"new_message\",\"message\":{\"id\":1,\"content\":\"¿qué?\"}}");
        assertThat(MessageChange.EDITED.frame(Dialect.SIGNALS, message)).isNull();
    }

    @Test
    void knowsTheKindsOfTheLogAndOfTheTopic() {
        assertThat(MessageChange.ofEvent("io.tertulia.message.reactions-changed.v1"))
                .contains(MessageChange.REACTIONS);
        assertThat(MessageChange.ofFrame("message_deleted")).contains(MessageChange.DELETED);
        assertThat(MessageChange.ofEvent("io.tertulia.message.pinned.v1")).isEmpty();
        assertThat(MessageChange.ofEvent(null)).isEmpty();
    }

    @Test
    void writesTheContractsFrames() {
        assertThat(ServerFrames.ready(ANA, Map.of(ROOM, 7L)))
                .hasToString(
                        "{\"type\":\"ready\",\"data\":{\"user\":{\"id\":\"%s\",".formatted(ANA.id())
                                + "\"username\":\"ana\","
                                + "\"first_name\":\"Ana\",\"last_name\":\"Pérez\"},"
                                + "\"rooms\":{\"%s\":7}}}".formatted(ROOM));
        assertThat(ServerFrames.ack("c", ROOM, 3))
                .hasToString(
                        "{\"type\":\"ack\",\"data\":{\"client_id\":\"c\",\"message_id\":\"%s\","
                                        .formatted(ROOM)
                                + "\"seq\":3}}");
        assertThat(ServerFrames.resync(ROOM, 9))
                .hasToString(
                        "{\"type\":\"resync\",\"data\":{\"room\":\"%s\",\"last_seq\":9}}"
                                .formatted(ROOM));
        assertThat(ServerFrames.userStatus(ROOM, ANA, false, true))
                .hasToString(
                        "{\"type\":\"user_status\",\"data\":{\"action\":\"user_left\","
                                + "\"room\":\"%s\",\"user_id\":\"%s\",\"username\":\"ana\","
                                        .formatted(ROOM, ANA.id())
                                + "\"is_online\":true}}");
    }

    @Test
    void writesErrorsAndTypingInEachDialect() {
        assertThat(ServerFrames.error(Dialect.ACTIONS, null, "invalid", "No."))
                .hasToString(
                        "{\"type\":\"error\",\"data\":{\"client_id\":null,\"code\":\"invalid\","
                                + "\"detail\":\"No.\"}}");
        assertThat(ServerFrames.error(Dialect.SIGNALS, "c", "invalid", "No."))
                .hasToString(
                        "{\"type\":\"error\",\"client_id\":\"c\",\"code\":\"invalid\","
                                + "\"detail\":\"No.\"}");
        assertThat(ServerFrames.typing(FrameStyle.SIGNALS, ROOM, ANA, true))
                .hasToString(
                        "{\"type\":\"typing_start\",\"user_id\":\"%s\",\"username\":\"Ana Pérez\"}"
                                .formatted(ANA.id()));
        assertThat(ServerFrames.typing(FrameStyle.SIGNALS, ROOM, ANA, false))
                .hasToString("{\"type\":\"typing_stop\",\"user_id\":\"%s\"}".formatted(ANA.id()));
        assertThat(ServerFrames.typing(FrameStyle.SIGNALS_NAMING_ROOM, ROOM, ANA, false))
                .hasToString(
                        "{\"type\":\"typing_stop\",\"user_id\":\"%s\",\"room\":\"%s\"}"
                                .formatted(ANA.id(), ROOM));
    }

    private static String decoded(ByteBuf wire) {
        var config =
                WebSocketDecoderConfig.newBuilder()
                        .expectMaskedFrames(false)
                        .maxFramePayloadLength(100_000)
                        .build();
        var channel = new EmbeddedChannel(new WebSocket13FrameDecoder(config));
        channel.writeInbound(wire);
        TextWebSocketFrame frame = channel.readInbound();
        try {
            assertThat(frame.isFinalFragment()).isTrue();
            return frame.text();
        } finally {
            frame.release();
            channel.finishAndReleaseAll();
        }
    }
}
