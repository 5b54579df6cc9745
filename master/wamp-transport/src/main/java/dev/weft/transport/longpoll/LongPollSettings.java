package dev.weft.transport.longpoll;

import dev.weft.wamp.serializer.Serializer;
import java.time.Duration;
import java.util.List;

/**
 * How long polls behave.
 *
 * @param serializers what is on offer; the client's order decides
 * @param requestTimeout how long {@code receive} waits for a message; then it is answered with nothing
 * @param sessionTimeout how long a client may not poll before its session ends
 * @param queueBytes of messages that wait to be polled; one message may always wait, however large it is
 * @param queueMessages that wait to be polled
 * @param sessions at the same time
 */
public record LongPollSettings(
        List<Serializer> serializers,
        Duration requestTimeout,
        Duration sessionTimeout,
        int queueBytes,
        int queueMessages,
        int sessions) {

    private static final int MOST_SESSIONS = 10_000;

    public LongPollSettings {
        serializers = List.copyOf(serializers);
        if (serializers.isEmpty()) {
            throw new IllegalArgumentException("a long poll needs at least one serializer");
        }
    }

    /** Waits for 10 seconds, ends after 30, and keeps 100 messages or 128 KiB: what Crossbar.io does unless it is told otherwise. */
    public static LongPollSettings of(List<Serializer> serializers) {
        return new LongPollSettings(
                serializers, Duration.ofSeconds(10), Duration.ofSeconds(30), 128 << 10, 100, MOST_SESSIONS);
    }

    public LongPollSettings withTimeouts(Duration request, Duration session) {
        return new LongPollSettings(serializers, request, session, queueBytes, queueMessages, sessions);
    }

    public LongPollSettings withQueue(int bytes, int messages) {
        return new LongPollSettings(serializers, requestTimeout, sessionTimeout, bytes, messages, sessions);
    }

    public LongPollSettings withSessions(int most) {
        return new LongPollSettings(serializers, requestTimeout, sessionTimeout, queueBytes, queueMessages, most);
    }
}
