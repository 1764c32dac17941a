package io.tertulia.gateway.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnsweredUpgradeTests {

    private final EmbeddedChannel client = new EmbeddedChannel(new AnsweredUpgrade());
    private final ByteBuf body = Unpooled.copyInt(1);

    @Test
    void tellsTheServerThatItsAnswerIsWrittenAndWritesNone() {
        assertThat(answer()).isTrue();

        assertThat(client.outboundMessages()).isEmpty();
        assertThat(body.refCnt()).isZero();
    }

    @Test
    void leavesWithTheAnswer() {
        answer();

        assertThat(client.pipeline().get(AnsweredUpgrade.class)).isNull();
    }

    @Test
    void letsTheTunnelsBytesPass() {
        client.writeOutbound(body);

        ByteBuf passed = client.readOutbound();
        assertThat(passed).isSameAs(body);
        assertThat(client.pipeline().get(AnsweredUpgrade.class)).isNotNull();
        passed.release();
    }

    @AfterEach
    void close() {
        client.finishAndReleaseAll();
    }

    private boolean answer() {
        return client.writeAndFlush(
                        new DefaultFullHttpResponse(
                                HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, body))
                .isSuccess();
    }
}
