package dev.weft.fabric.testkit.matrix;

import java.util.ArrayList;
import java.util.List;

/**
 * A way into the router.
 *
 * @param transport {@code WebSocket} or {@code RawSocket}
 * @param serializer {@code json}, {@code msgpack} or {@code cbor}
 */
record Connection(String transport, String serializer) {

    private static final List<String> SERIALIZERS = List.of("json", "msgpack", "cbor");

    /** @param each a transport and its serializers, with blanks between them */
    static List<Connection> of(String... each) {
        List<Connection> all = new ArrayList<>();
        for (String one : each) {
            List<String> words = List.of(one.split(" "));
            words.stream().skip(1).forEach(serializer -> all.add(new Connection(words.get(0), serializer)));
        }
        return all;
    }

    /** What sessions of Weft's own client use beside this one, so that payloads must be translated between the two. */
    Connection other() {
        int next = (SERIALIZERS.indexOf(serializer) + 1) % SERIALIZERS.size();
        return new Connection("WebSocket", SERIALIZERS.get(next));
    }

    @Override
    public String toString() {
        return transport + ", " + serializer;
    }
}
