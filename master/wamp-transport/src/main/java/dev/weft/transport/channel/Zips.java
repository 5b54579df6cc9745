package dev.weft.transport.channel;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The compressors of one event loop, which its connections take turns with. One has about 256 KiB outside of the heap, so that only
 * so many connections may keep theirs between messages; the others compress each message by itself, which a sender is always free
 * to do. What inflates has about 44 KiB.
 */
final class Zips {

    private static final int MOST_KEPT = 256;
    private static final int MOST_IDLE = 4;

    private static final FastThreadLocal<Zips> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected Zips initialValue() {
            return new Zips();
        }

        @Override
        protected void onRemoval(Zips zips) {
            zips.deflaters.forEach(Deflater::end);
            zips.inflaters.forEach(Inflater::end);
        }
    };

    private final ArrayDeque<Deflater> deflaters = new ArrayDeque<>();
    private final ArrayDeque<Inflater> inflaters = new ArrayDeque<>();
    private int kept;

    private Zips() {}

    static Zips ofLoop() {
        return OF_LOOP.get();
    }

    /** One without a history; raw, without the header of zlib. */
    Deflater deflater() {
        Deflater idle = deflaters.poll();
        return idle == null ? new Deflater(Deflater.DEFAULT_COMPRESSION, true) : idle;
    }

    /** True where a connection may keep its compressor between messages; it says when it no longer does. */
    boolean keep() {
        if (kept >= MOST_KEPT) {
            return false;
        }
        kept++;
        return true;
    }

    void unkeep() {
        kept--;
    }

    void giveBack(Deflater deflater) {
        if (deflaters.size() < MOST_IDLE) {
            deflater.reset();
            deflaters.add(deflater);
        } else {
            deflater.end();
        }
    }

    Inflater inflater() {
        Inflater idle = inflaters.poll();
        return idle == null ? new Inflater(true) : idle;
    }

    void giveBack(Inflater inflater) {
        if (inflaters.size() < MOST_IDLE) {
            inflater.reset();
            inflaters.add(inflater);
        } else {
            inflater.end();
        }
    }
}
