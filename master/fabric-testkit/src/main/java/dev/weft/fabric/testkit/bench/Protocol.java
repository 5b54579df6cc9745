package dev.weft.fabric.testkit.bench;

import java.util.List;
import java.util.Locale;

/** What clients and server speak. */
record Protocol(Wire wire, Encoding encoding) {

    static final Protocol USUAL = new Protocol(Wire.WEBSOCKET, Encoding.CBOR);

    /** How messages are framed. */
    enum Wire {
        WEBSOCKET("WebSocket"),
        RAWSOCKET("RawSocket");

        private final String words;

        Wire(String words) {
            this.words = words;
        }
    }

    /** As {@link #arguments} wrote it. */
    static Protocol of(String wire, String encoding) {
        return new Protocol(Wire.valueOf(wire), Encoding.valueOf(encoding));
    }

    /** For the command line of a server. */
    List<String> arguments() {
        return List.of(wire.name(), encoding.name());
    }

    @Override
    public String toString() {
        return wire.words + ", "
                + (encoding == Encoding.MSGPACK ? "MsgPack" : encoding.name().toUpperCase(Locale.ROOT));
    }
}
