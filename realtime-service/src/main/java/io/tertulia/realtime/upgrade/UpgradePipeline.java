package io.tertulia.realtime.upgrade;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;

/** The handlers of a new connection, until it is a WebSocket. */
@Sharable
final class UpgradePipeline extends ChannelInitializer<Channel> {

    /** Tokens come in the request line or a header, and may be large. */
    private static final int LONGEST_LINE = 16 * 1024;

    private static final int MOST_HEADERS = 32 * 1024;
    private static final int LARGEST_BODY = 1024;

    private final Upgrades upgrades;

    UpgradePipeline(Upgrades upgrades) {
        this.upgrades = upgrades;
    }

    @Override
    protected void initChannel(Channel channel) {
        var config =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(LONGEST_LINE)
                        .setMaxHeaderSize(MOST_HEADERS);
        channel.pipeline()
                .addLast(new HttpServerCodec(config))
                .addLast(new HttpObjectAggregator(LARGEST_BODY))
                .addLast(new UpgradeHandler(upgrades));
    }
}
