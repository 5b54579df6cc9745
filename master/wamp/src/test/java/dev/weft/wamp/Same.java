package dev.weft.wamp;

import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Payload;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether two messages mean the same: in type, values and order, byte arrays by their contents. */
public final class Same {

    /** A text that begins with U+0000 is binary in JSON, whatever it was before. */
    private final boolean binaryTexts;

    private Same(boolean binaryTexts) {
        this.binaryTexts = binaryTexts;
    }

    public static boolean messages(Message a, Message b) {
        return new Same(false).parts(a, b);
    }

    /** The second one went through JSON. */
    public static boolean throughJson(Message a, Message b) {
        return new Same(true).parts(a, b);
    }

    private boolean parts(Message a, Message b) {
        if (a.getClass() != b.getClass()) {
            return false;
        }
        for (RecordComponent component : a.getClass().getRecordComponents()) {
            if (!values(part(component, a), part(component, b))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object part(RecordComponent component, Message of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(component.getName(), e);
        }
    }

    private boolean values(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Payload x && b instanceof Payload y) {
            return values(x.arguments(), y.arguments()) && values(x.keywords(), y.keywords());
        }
        if (a instanceof Dict x && b instanceof Dict y) {
            return values(x.values(), y.values());
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return inOrder(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return List.copyOf(x.keySet()).equals(List.copyOf(y.keySet()))
                    && inOrder(new ArrayList<>(x.values()), new ArrayList<>(y.values()));
        }
        boolean binary = binaryTexts && a instanceof String text && text.startsWith("\0") && b instanceof byte[];
        return binary || Objects.deepEquals(a, b);
    }

    private boolean inOrder(List<?> a, List<?> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!values(a.get(i), b.get(i))) {
                return false;
            }
        }
        return a.size() == b.size();
    }
}
