package dev.weft.fabric.testkit.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the objects of a server take that are still in use. */
final class HeapUse {

    private static final double BYTES_PER_MIB = 1 << 20;

    private HeapUse() {}

    /** After a collection. */
    static double liveMib(Server server) throws IOException {
        Process jcmd = new ProcessBuilder("jcmd", String.valueOf(server.use().pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        jcmd.getOutputStream().close();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.lines()
                        .filter(line -> line.startsWith("Total"))
                        .mapToDouble(line -> Double.parseDouble(line.trim().split("\\s+")[2]))
                        .findFirst()
                        .orElseThrow(() -> new IOException("jcmd did not tell the heap: " + text))
                / BYTES_PER_MIB;
    }
}
