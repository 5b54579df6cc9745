package dev.weft.wamp.message;

import org.jspecify.annotations.Nullable;

/** The message codes of WAMP (specification, "Message Codes and Direction"). */
public enum MessageType {
    HELLO(1),
    WELCOME(2),
    ABORT(3),
    CHALLENGE(4),
    AUTHENTICATE(5),
    GOODBYE(6),
    ERROR(8),
    PUBLISH(16),
    PUBLISHED(17),
    SUBSCRIBE(32),
    SUBSCRIBED(33),
    UNSUBSCRIBE(34),
    UNSUBSCRIBED(35),
    EVENT(36),
    CALL(48),
    CANCEL(49),
    RESULT(50),
    REGISTER(64),
    REGISTERED(65),
    UNREGISTER(66),
    UNREGISTERED(67),
    INVOCATION(68),
    INTERRUPT(69),
    YIELD(70);

    private static final @Nullable MessageType[] BY_CODE = new MessageType[128];

    static {
        for (MessageType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;

    MessageType(int code) {
        this.code = code;
    }

    /** The integer in the first place of the message array. */
    public int code() {
        return code;
    }

    /** True for the messages that ERROR can answer. */
    public boolean isRequest() {
        return switch (this) {
            case PUBLISH, SUBSCRIBE, UNSUBSCRIBE, CALL, CANCEL, REGISTER, UNREGISTER, INVOCATION, INTERRUPT -> true;
            case HELLO,
                    WELCOME,
                    ABORT,
                    CHALLENGE,
                    AUTHENTICATE,
                    GOODBYE,
                    ERROR,
                    PUBLISHED,
                    SUBSCRIBED,
                    UNSUBSCRIBED,
                    EVENT,
                    RESULT,
                    REGISTERED,
                    UNREGISTERED,
                    YIELD -> false;
        };
    }

    /** The type with this code, or null when WAMP has none. */
    public static @Nullable MessageType ofCode(long code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[(int) code] : null;
    }
}
