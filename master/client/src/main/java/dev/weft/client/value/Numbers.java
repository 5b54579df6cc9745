package dev.weft.client.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Numbers as Java types that hold them: whole ones exactly. */
final class Numbers {

    /** A double holds these whole numbers, and no others, exactly. */
    private static final double EXACT = 1L << 53;

    private static final Map<Class<?>, Function<Number, @Nullable Object>> READERS = readers();

    private Numbers() {}

    private static Map<Class<?>, Function<Number, @Nullable Object>> readers() {
        Map<Class<?>, Function<Number, @Nullable Object>> all = new HashMap<>();
        put(all, byte.class, Byte.class, n -> whole(n, Byte.MIN_VALUE, Byte.MAX_VALUE, Long::byteValue));
        put(all, short.class, Short.class, n -> whole(n, Short.MIN_VALUE, Short.MAX_VALUE, Long::shortValue));
        put(all, int.class, Integer.class, n -> whole(n, Integer.MIN_VALUE, Integer.MAX_VALUE, Long::intValue));
        put(all, long.class, Long.class, n -> whole(n, Long.MIN_VALUE, Long.MAX_VALUE, l -> l));
        put(all, float.class, Float.class, n -> floating(n, n.floatValue(), n.floatValue()));
        put(all, double.class, Double.class, n -> floating(n, n.doubleValue(), n.doubleValue()));
        all.put(Number.class, n -> n);
        all.put(BigInteger.class, n -> n instanceof BigInteger big ? big : big(n));
        all.put(BigDecimal.class, n -> isFinite(n) ? new BigDecimal(n.toString()) : null);
        return Map.copyOf(all);
    }

    private static void put(
            Map<Class<?>, Function<Number, @Nullable Object>> all,
            Class<?> primitive,
            Class<?> boxed,
            Function<Number, @Nullable Object> reader) {
        all.put(primitive, reader);
        all.put(boxed, reader);
    }

    static boolean has(Class<?> type) {
        return READERS.containsKey(type);
    }

    /** Null where the type does not hold this number. */
    static @Nullable Object read(Class<?> type, Number number) {
        Function<Number, @Nullable Object> reader = READERS.get(type);
        return reader == null ? null : reader.apply(number);
    }

    private static @Nullable Object whole(Number number, long least, long most, Function<Long, Object> narrow) {
        Long value = whole(number);
        return value == null || value < least || value > most ? null : narrow.apply(value);
    }

    /** Clients that know one kind of number only send 6 as 6.0. */
    private static @Nullable Long whole(Number number) {
        if (number instanceof Double d) {
            return d == Math.rint(d) && Math.abs(d) <= EXACT ? Long.valueOf(d.longValue()) : null;
        }
        return number instanceof BigInteger ? null : Long.valueOf(number.longValue());
    }

    /** Fractions are rounded as everywhere; whole numbers are not, and nothing becomes infinite. */
    private static @Nullable Object floating(Number number, double rounded, Object narrowed) {
        if (number instanceof Double) {
            return Double.isInfinite(rounded) && isFinite(number) ? null : narrowed;
        }
        boolean same = !Double.isInfinite(rounded)
                && new BigDecimal(rounded).compareTo(new BigDecimal(number.toString())) == 0;
        return same ? narrowed : null;
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double d) || Double.isFinite(d);
    }

    private static @Nullable BigInteger big(Number number) {
        Long value = whole(number);
        return value == null ? null : BigInteger.valueOf(value);
    }
}
