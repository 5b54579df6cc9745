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
 * @param lastPollTimeout likewise, where the session has ended and only its last messages wait; never longer than the former. For as
 *     long the session is still known when they were fetched
 * @param queueBytes of messages that wait to be polled; one message may always wait, however large it is
 * @param queueMessages that wait to be polled
 * @param sessions at the same time
 * @param sessionsPerAddress of these, from one IP address; not of Unix domain sockets
 */
public record LongPollSettings(
        List<Serializer> serializers,
        Duration requestTimeout,
        Duration sessionTimeout,
        Duration lastPollTimeout,
        int queueBytes,
        int queueMessages,
        int sessions,
        int sessionsPerAddress) {

    private static final Duration LAST_POLL = Duration.ofSeconds(5);

    public LongPollSettings {
        serializers = List.copyOf(serializers);
        if (serializers.isEmpty()) {
            throw new IllegalArgumentException("a long poll needs at least one serializer");
        }
    }

    /**
     * Waits for 10 seconds, ends after 30, and keeps 100 messages or 128 KiB: what Crossbar.io does unless it is told otherwise. There
     * may be 10 000 sessions, 1000 of one address.
     */
    public static LongPollSettings of(List<Serializer> serializers) {
        return new LongPollSettings(
                serializers, Duration.ofSeconds(10), Duration.ofSeconds(30), LAST_POLL, 128 << 10, 100, 10_000, 1000);
    }

    public LongPollSettings withTimeouts(Duration request, Duration session) {
        Duration last = session.compareTo(lastPollTimeout) < 0 ? session : lastPollTimeout;
        return new LongPollSettings(
                serializers, request, session, last, queueBytes, queueMessages, sessions, sessionsPerAddress);
    }

    public LongPollSettings withLastPollTimeout(Duration last) {
        return new LongPollSettings(
                serializers,
                requestTimeout,
                sessionTimeout,
                last,
                queueBytes,
                queueMessages,
                sessions,
                sessionsPerAddress);
    }

    public LongPollSettings withQueue(int bytes, int messages) {
        return new LongPollSettings(
                serializers,
                requestTimeout,
                sessionTimeout,
                lastPollTimeout,
                bytes,
                messages,
                sessions,
                sessionsPerAddress);
    }

    public LongPollSettings withSessions(int most, int perAddress) {
        return new LongPollSettings(
                serializers,
                requestTimeout,
                sessionTimeout,
                lastPollTimeout,
                queueBytes,
                queueMessages,
                most,
                perAddress);
    }
}
