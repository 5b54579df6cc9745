package dev.weft.transport.channel;

import dev.weft.transport.TransportMeter;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/** Where the channels of a server have its meter. */
public final class Metering {

    private static final AttributeKey<TransportMeter> METER = AttributeKey.valueOf(Metering.class, "meter");

    /** For connections that no server has accepted; nobody reads it. */
    private static final TransportMeter OF_CLIENTS = new TransportMeter();

    private Metering() {}

    public static void put(Channel channel, TransportMeter meter) {
        channel.attr(METER).set(meter);
    }

    /** False for connections that no server has accepted. */
    static boolean isOfServer(Channel channel) {
        return channel.attr(METER).get() != null;
    }

    public static TransportMeter of(Channel channel) {
        TransportMeter meter = channel.attr(METER).get();
        return meter == null ? OF_CLIENTS : meter;
    }
}
