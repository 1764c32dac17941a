package io.tertulia.realtime.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PongsTests {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Pongs pongs = new Pongs();

    @Test
    void answersEachPingOfAClientThatReads() {
        ping("a");
        ping("b");

        assertThat(answers()).containsExactly("a", "b");
    }

    @Test
    void answersOnlyTheLatestPingOfAClientThatDidNotRead() {
        setWritable(false);
        ping("a");
        ping("b");
        assertThat(answers()).isEmpty();

        setWritable(true);
        pongs.onWritable(channel);
        pongs.onWritable(channel);

        assertThat(answers()).containsExactly("b");
    }

    private void ping(String payload) {
        var ping = new PingWebSocketFrame(Unpooled.copiedBuffer(payload, UTF_8));
        pongs.onPing(channel, ping);
        ping.release();
    }

    private void setWritable(boolean isWritable) {
        Objects.requireNonNull(channel.unsafe().outboundBuffer())
                .setUserDefinedWritability(1, isWritable);
    }

    private List<String> answers() {
        List<String> answers = new ArrayList<>();
        for (PongWebSocketFrame pong = channel.readOutbound();
                pong != null;
                pong = channel.readOutbound()) {
            answers.add(pong.content().toString(UTF_8));
            pong.release();
        }
        return answers;
    }
}
