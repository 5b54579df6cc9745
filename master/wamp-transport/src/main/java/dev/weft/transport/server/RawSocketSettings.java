package dev.weft.transport.server;

import dev.weft.transport.Keepalive;
import dev.weft.transport.TransportLimits;
import dev.weft.wamp.serializer.Serializer;
import java.util.List;

/** How a RawSocket server behaves. The client chooses among the serializers. */
public record RawSocketSettings(List<Serializer> serializers, TransportLimits limits, Keepalive keepalive) {

    public RawSocketSettings {
        serializers = List.copyOf(serializers);
        if (serializers.isEmpty()) {
            throw new IllegalArgumentException("a RawSocket server needs at least one serializer");
        }
        for (Serializer serializer : serializers) {
            if (serializer.rawSocketId() == 0) {
                throw new IllegalArgumentException("RawSocket does not have the serializer " + serializer.name());
            }
        }
    }

    public static RawSocketSettings of(List<Serializer> serializers) {
        return new RawSocketSettings(serializers, TransportLimits.defaults(), Keepalive.none());
    }
}
