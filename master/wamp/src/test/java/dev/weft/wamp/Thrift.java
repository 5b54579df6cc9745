package dev.weft.wamp;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Says how much memory something took on this thread: lengths that are only declared must not cost anything. */
public final class Thrift {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Thrift() {}

    /** The result; throws where it took more than so many bytes, twice: what is made once, as the tables of a class, does not count. */
    public static <T> T require(long mostBytes, Supplier<T> work) {
        long taken = 0;
        for (int attempt = 0; attempt < 2; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            T result = work.get();
            taken = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (taken <= mostBytes) {
                return result;
            }
        }
        throw new AssertionError("took " + taken + " bytes, at most " + mostBytes + " are fair");
    }
}
