package dev.weft.transport;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Says how much memory something took on this thread: lengths that are only declared must not cost anything. */
public final class Thrift {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** For what does not depend on the input: pipelines, buffers, classes that are loaded. */
    private static final long FREE_BYTES = 2 << 20;

    private static final long BYTES_PER_BYTE = 2000;

    private Thrift() {}

    /** The result; throws where it took more than so many bytes of input are worth. */
    public static <T> T require(int inputBytes, Supplier<T> work) {
        long most = FREE_BYTES + BYTES_PER_BYTE * inputBytes;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        T result = work.get();
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (taken > most) {
            // What is made once, as the tables of a class, is not made again.
            before = THREADS.getCurrentThreadAllocatedBytes();
            result = work.get();
            taken = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (taken > most) {
                throw new AssertionError(inputBytes + " bytes made their reader allocate " + taken);
            }
        }
        return result;
    }
}
