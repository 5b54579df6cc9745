package dev.weft.sources.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keys, hosts or certificates that somebody gives us: a file, or an entry of a Secret. Its name may be shown, what is in it never is. */
public sealed interface GivenText {

    /** In a file, which is read anew each time. */
    static GivenText file(Path path) {
        return new OfFile(path);
    }

    /**
     * In memory.
     *
     * @param name how messages name it
     */
    static GivenText of(String name, String text) {
        return new OfMemory(name, text);
    }

    /** How messages name it. */
    String name();

    boolean isThere();

    /** @throws IOException when it cannot be read, or is larger than {@code most} bytes */
    byte[] read(int most) throws IOException;

    /** The same as text. */
    default String text(int most) throws IOException {
        return new String(read(most), StandardCharsets.UTF_8);
    }

    /** In a file. */
    record OfFile(Path path) implements GivenText {

        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public boolean isThere() {
            return Files.isRegularFile(path);
        }

        @Override
        public byte[] read(int most) throws IOException {
            return bounded(Files.size(path) > most ? new byte[0] : Files.readAllBytes(path), Files.size(path), most);
        }
    }

    /** In memory. */
    record OfMemory(String name, String content) implements GivenText {

        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public byte[] read(int most) throws IOException {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            return bounded(bytes, bytes.length, most);
        }

        @Override
        public String toString() {
            return name + ": ***";
        }
    }

    private static byte[] bounded(byte[] bytes, long size, int most) throws IOException {
        if (size > most) {
            throw new IOException("it is larger than " + most + " bytes");
        }
        return bytes;
    }
}
