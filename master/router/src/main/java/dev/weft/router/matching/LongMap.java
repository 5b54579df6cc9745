package dev.weft.router.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values by positive ids, without boxing: open addressing, linear probing, no tombstones. */
public final class LongMap<T> {

    private static final int SMALLEST = 8;

    private final int kept;
    private long[] keys = new long[SMALLEST];
    private @Nullable Object[] values = new @Nullable Object[SMALLEST];
    private int size;

    public LongMap() {
        this(SMALLEST);
    }

    /** @param kept so many places are kept once they were needed, a power of two: what fills and empties in turn is not resized each time */
    public LongMap(int kept) {
        this.kept = kept;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    @SuppressWarnings("unchecked")
    public @Nullable T get(long key) {
        return (T) values[find(key)];
    }

    public void put(long key, T value) {
        int at = find(key);
        if (values[at] == null) {
            if (++size * 2 > keys.length) {
                resize(keys.length * 2);
                at = find(key);
            }
            keys[at] = key;
        }
        values[at] = value;
    }

    @SuppressWarnings("unchecked")
    public @Nullable T remove(long key) {
        int at = find(key);
        T removed = (T) values[at];
        if (removed != null) {
            size--;
            close(at);
            if (keys.length > kept && size * 8 < keys.length) {
                resize(keys.length / 2);
            }
        }
        return removed;
    }

    /** The number of places that {@link #at} knows: for loops that must not allocate. The map must not change meanwhile. */
    public int places() {
        return values.length;
    }

    /** The value at a place, or null where there is none. */
    @SuppressWarnings("unchecked")
    public @Nullable T at(int place) {
        return (T) values[place];
    }

    /** A copy of the values, in no order. */
    public List<T> values() {
        List<T> all = new ArrayList<>(size);
        for (int i = 0; i < values.length; i++) {
            T value = at(i);
            if (value != null) {
                all.add(value);
            }
        }
        return all;
    }

    public void clear() {
        Arrays.fill(values, null);
        size = 0;
    }

    /** The place of the key, or the free place where it belongs. */
    private int find(long key) {
        int mask = keys.length - 1;
        int at = home(key, mask);
        while (values[at] != null && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** Frees a place and moves those up that probed past it. */
    private void close(int free) {
        int mask = keys.length - 1;
        int gap = free;
        int at = free;
        while (true) {
            at = (at + 1) & mask;
            if (values[at] == null) {
                values[gap] = null;
                return;
            }
            if (((at - home(keys[at], mask)) & mask) >= ((at - gap) & mask)) {
                keys[gap] = keys[at];
                values[gap] = values[at];
                gap = at;
            }
        }
    }

    private void resize(int length) {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new long[length];
        values = new @Nullable Object[length];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != null) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }

    private static int home(long key, int mask) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & mask;
    }
}
