package dev.weft.wamp.serializer;

import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code vectors.jsonl}: a feature, a message that uses it, and the bytes of the message in each format. The bytes were
 * made by another program, of Python, that shares nothing with the serializers.
 *
 * @param fields by the names of the components of the message's record; {@code arguments} and {@code keywords} are its payload
 */
record Vector(String feature, MessageType type, Map<String, @Nullable Object> fields, Map<String, String> bytes) {

    static List<Vector> all() {
        try (InputStream in = Vector.class.getResourceAsStream("vectors.jsonl")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(Vector::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Vector parse(String line) {
        Map<String, @Nullable Object> all = (Map<String, @Nullable Object>) Objects.requireNonNull(JsonText.read(line));
        return new Vector(
                (String) Objects.requireNonNull(all.get("feature")),
                MessageType.valueOf((String) Objects.requireNonNull(all.get("type"))),
                (Map<String, @Nullable Object>) Objects.requireNonNull(all.get("fields")),
                Map.of(
                        "json", (String) Objects.requireNonNull(all.get("json")),
                        "cbor", (String) Objects.requireNonNull(all.get("cbor")),
                        "msgpack", (String) Objects.requireNonNull(all.get("msgpack"))));
    }

    byte[] bytes(Serializer serializer) {
        String name = serializer.single().name();
        String text = Objects.requireNonNull(bytes.get(name));
        return name.equals("json")
                ? text.getBytes(StandardCharsets.UTF_8)
                : HexFormat.of().parseHex(text);
    }

    /** The elements of the message's list. */
    List<?> elements() {
        return (List<?>) Objects.requireNonNull(JsonText.read(bytes(Serializers.json())));
    }

    /** The record of the type, made of the fields. */
    Message message() {
        Class<?> record = Arrays.stream(Message.class.getPermittedSubclasses())
                .filter(c -> c.getSimpleName().replace("Message", "").equalsIgnoreCase(type.name()))
                .findFirst()
                .orElseThrow();
        RecordComponent[] components = record.getRecordComponents();
        try {
            return (Message) record.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(Arrays.stream(components).map(this::value).toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(toString(), e);
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object value(RecordComponent component) {
        if (component.getType() == Payload.class) {
            return Payload.of(
                    (List<@Nullable Object>) Objects.requireNonNullElse(fields.get("arguments"), List.of()),
                    (Map<String, @Nullable Object>) Objects.requireNonNullElse(fields.get("keywords"), Map.of()));
        }
        Object value = fields.get(component.getName());
        if (component.getType() == Dict.class) {
            return Dict.of((Map<String, @Nullable Object>) Objects.requireNonNull(value));
        }
        return component.getType() == MessageType.class ? MessageType.valueOf(String.valueOf(value)) : value;
    }

    @Override
    public String toString() {
        return type + ": " + feature;
    }
}
