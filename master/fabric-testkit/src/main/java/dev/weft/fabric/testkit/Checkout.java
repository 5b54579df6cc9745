package dev.weft.fabric.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that the tests run from. */
public final class Checkout {

    private Checkout() {}

    /** The root of the repository: the nearest folder above that has the launcher. */
    public static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isExecutable(here.resolve("weft"))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException("not in a checkout: no folder above has the file weft");
        }
        return here;
    }
}
