package dev.weft.node.worker.cookie;

import dev.weft.node.files.DurableFile;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.serializer.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logins of a {@link LoginStore} in a file that only its owner may read. It is written as a whole, on an executor that may block;
 * where changes come faster than that, only the last one is written.
 */
final class LoginFile {

    private static final Logger LOG = LoggerFactory.getLogger(LoginFile.class);
    private static final long MOST_BYTES = 16L << 20;

    private final Path path;
    private final Executor blocking;
    private final AtomicBoolean due = new AtomicBoolean();

    LoginFile(Path path, Executor blocking) {
        this.path = path;
        this.blocking = blocking;
    }

    /**
     * What is in there; nothing where there is no such file, or where it cannot be read: that is no reason to serve nobody. It is kept
     * aside then.
     *
     * @throws UncheckedIOException naming the file, for something that is no file of logins at all and better left alone
     */
    Map<String, Login> read() {
        if (!Files.exists(path)) {
            return Map.of();
        }
        if (!isOurs()) {
            throw new UncheckedIOException(
                    path + " is there already and is no file of logins",
                    new FileAlreadyExistsException(path.toString()));
        }
        try {
            return parsed();
        } catch (IOException | JsonText.Malformed failure) {
            LOG.error(
                    "logins of cookies are lost, everybody logs in again: cannot read {}: {}",
                    path,
                    failure.getMessage());
            setAside();
            return Map.of();
        }
    }

    /** By its first byte: a list. What was cut off or damaged behind that is ours, too. */
    private boolean isOurs() {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            int first = in.read();
            return first < 0 || first == '[';
        } catch (IOException unreadable) {
            return true;
        }
    }

    private Map<String, Login> parsed() throws IOException {
        if (Files.size(path) > MOST_BYTES) {
            throw new IOException("it is larger than " + MOST_BYTES + " bytes");
        }
        Map<String, Login> logins = new LinkedHashMap<>();
        if (!(JsonText.read(Files.readAllBytes(path)) instanceof List<?> entries)) {
            throw foreign();
        }
        for (Object entry : entries) {
            add(logins, entry);
        }
        return logins;
    }

    private static IOException foreign() {
        return new IOException("it does not hold what this node writes");
    }

    private void setAside() {
        Path aside = path.resolveSibling(path.getFileName() + ".unreadable");
        try {
            Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.info("{} is kept as {}", path, aside);
        } catch (IOException failure) {
            LOG.error("{} cannot be kept as {} and will be overwritten: {}", path, aside, failure.toString());
        }
    }

    @SuppressWarnings("unchecked")
    private static void add(Map<String, Login> logins, @Nullable Object entry) throws IOException {
        Dict fields = entry instanceof Map<?, ?> map ? Dict.of((Map<String, @Nullable Object>) map) : Dict.empty();
        String cookie = fields.string("cookie");
        String realm = fields.string("realm");
        String authid = fields.string("authid");
        String authrole = fields.string("authrole");
        String stamp = fields.string("stamp");
        Long expires = fields.integer("expires");
        if (cookie == null || realm == null || authid == null || authrole == null) {
            throw foreign();
        }
        if (stamp == null || expires == null) {
            throw foreign();
        }
        if (logins.size() < LoginStore.MOST) {
            logins.put(
                    cookie, new Login(new Login.Who(realm, authid, authrole), stamp, Instant.ofEpochSecond(expires)));
        }
    }

    /** Soon. A failure is logged: those who logged in stay so until the process ends. */
    void write(Supplier<Map<String, Login>> logins) {
        if (!due.getAndSet(true)) {
            blocking.execute(() -> writeDue(logins));
        }
    }

    /** One at a time: an older state must not overwrite a newer one. */
    private synchronized void writeDue(Supplier<Map<String, Login>> logins) {
        due.set(false);
        try {
            writeNow(logins.get());
        } catch (UncheckedIOException failure) {
            LOG.error("logins of cookies are not kept over a restart: {}", failure.getMessage());
        }
    }

    private void writeNow(Map<String, Login> logins) {
        List<Map<String, Object>> entries = new ArrayList<>();
        logins.forEach((cookie, login) -> entries.add(Map.of(
                "cookie", cookie,
                "realm", login.who().realm(),
                "authid", login.who().authid(),
                "authrole", login.who().authrole(),
                "stamp", login.stamp(),
                "expires", login.expires().getEpochSecond())));
        DurableFile.write(path, JsonText.line(entries), DurableFile.PRIVATE);
    }
}
