package dev.weft.wamp.serializer;

import static dev.weft.wamp.serializer.Shape.Kind.ARGUMENTS;
import static dev.weft.wamp.serializer.Shape.Kind.CODE;
import static dev.weft.wamp.serializer.Shape.Kind.DICT;
import static dev.weft.wamp.serializer.Shape.Kind.ID;
import static dev.weft.wamp.serializer.Shape.Kind.ID_OR_ZERO;
import static dev.weft.wamp.serializer.Shape.Kind.KEYWORDS;
import static dev.weft.wamp.serializer.Shape.Kind.REQUEST_CODE;
import static dev.weft.wamp.serializer.Shape.Kind.STRING;
import static dev.weft.wamp.serializer.Shape.Kind.STRING_OR_NULL;

import dev.weft.wamp.message.MessageType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the list of a message may hold, as the specification has it.
 *
 * @param kinds of its elements, in order, the code included
 * @param least how many of them there must be
 */
record Shape(List<Kind> kinds, int least) {

    private static final Set<Long> CODES = Set.of(
            1L, 2L, 3L, 4L, 5L, 6L, 8L, 16L, 17L, 32L, 33L, 34L, 35L, 36L, 48L, 49L, 50L, 64L, 65L, 66L, 67L, 68L, 69L,
            70L);
    private static final Set<Long> REQUESTS = Set.of(16L, 32L, 34L, 48L, 49L, 64L, 66L, 68L, 69L);
    private static final long MOST = 9007199254740992L;

    /** What stands at one place. */
    enum Kind {
        CODE,
        ID,
        ID_OR_ZERO,
        REQUEST_CODE,
        STRING,
        STRING_OR_NULL,
        DICT,
        ARGUMENTS,
        KEYWORDS;

        /** What is wrong with a value in this place, as a part of the message that says so; null: nothing. */
        @Nullable
        String fault(@Nullable Object value) {
            return switch (this) {
                case CODE ->
                    value instanceof Long l
                            ? CODES.contains(l) ? null : "unknown message code"
                            : "expected type: integer";
                case ID -> id(value, 1);
                case ID_OR_ZERO -> id(value, 0);
                case REQUEST_CODE ->
                    value instanceof Long l
                            ? REQUESTS.contains(l) ? null : "cannot be answered with ERROR"
                            : "expected type: integer";
                case STRING -> value instanceof String ? null : "expected type: string";
                case STRING_OR_NULL -> value == null || value instanceof String ? null : "expected type: string";
                case DICT -> value instanceof Map ? null : "expected type: dictionary";
                case ARGUMENTS -> value == null || value instanceof List ? null : "expected type: list";
                case KEYWORDS -> value == null || value instanceof Map ? null : "expected type: dictionary";
            };
        }

        private static @Nullable String id(@Nullable Object value, long least) {
            if (!(value instanceof Long id)) {
                return "expected type: integer";
            }
            return id < least || id > MOST ? "is out of range" : null;
        }
    }

    static Shape of(MessageType type) {
        return switch (type) {
            case HELLO -> exactly(STRING_OR_NULL, DICT);
            case WELCOME -> exactly(ID, DICT);
            case ABORT -> withPayload(DICT, STRING);
            case CHALLENGE, AUTHENTICATE -> exactly(STRING, DICT);
            case GOODBYE -> exactly(DICT, STRING);
            case ERROR -> withPayload(REQUEST_CODE, ID, DICT, STRING);
            case PUBLISH, CALL -> withPayload(ID, DICT, STRING);
            case PUBLISHED, SUBSCRIBED, REGISTERED -> exactly(ID, ID);
            case SUBSCRIBE, REGISTER -> exactly(ID, DICT, STRING);
            // Autobahn|Python adds options.
            case UNSUBSCRIBE, UNREGISTER -> withOptional(DICT, ID, ID);
            case UNSUBSCRIBED, UNREGISTERED -> withOptional(DICT, ID_OR_ZERO);
            case EVENT, INVOCATION -> withPayload(ID, ID, DICT);
            case CANCEL, INTERRUPT -> exactly(ID, DICT);
            case RESULT, YIELD -> withPayload(ID, DICT);
        };
    }

    private static Shape exactly(Kind... kinds) {
        List<Kind> all = new ArrayList<>(List.of(CODE));
        all.addAll(List.of(kinds));
        return new Shape(all, all.size());
    }

    private static Shape withOptional(Kind last, Kind... kinds) {
        Shape shape = exactly(kinds);
        shape.kinds().add(last);
        return shape;
    }

    private static Shape withPayload(Kind... kinds) {
        Shape shape = exactly(kinds);
        shape.kinds().addAll(List.of(ARGUMENTS, KEYWORDS));
        return shape;
    }

    /** What is wrong with a list of this type, as a part of the message that says so; null: it is a message. */
    static @Nullable String fault(List<?> elements) {
        if (elements.isEmpty()) {
            return "ends where its";
        }
        String unknown = CODE.fault(elements.get(0));
        if (unknown != null) {
            return unknown;
        }
        Shape shape = of(Objects.requireNonNull(MessageType.ofCode((Long) elements.get(0))));
        for (int i = 1; i < Math.min(shape.kinds().size(), elements.size()); i++) {
            String fault = shape.kinds().get(i).fault(elements.get(i));
            if (fault != null) {
                return fault;
            }
        }
        if (elements.size() < shape.least()) {
            return "ends where its";
        }
        return elements.size() > shape.kinds().size() ? "too many elements" : null;
    }
}
