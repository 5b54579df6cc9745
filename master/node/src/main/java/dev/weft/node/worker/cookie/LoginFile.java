package dev.weft.node.worker.cookie;

import dev.weft.node.files.DurableFile;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.serializer.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
     * What is in there; nothing where there is no such file.
     *
     * @throws UncheckedIOException naming the file, also for one that is too large or none of ours
     */
    Map<String, Login> read() {
        if (!Files.exists(path)) {
            return Map.of();
        }
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new IOException("it is larger than " + MOST_BYTES + " bytes");
            }
            Map<String, Login> logins = new LinkedHashMap<>();
            if (!(JsonText.read(Files.readAllBytes(path)) instanceof List<?> entries)) {
                throw new IOException("it does not hold what this node writes");
            }
            for (Object entry : entries) {
                add(logins, entry);
            }
            return logins;
        } catch (JsonText.Malformed malformed) {
            throw new UncheckedIOException(
                    "cannot read " + path, new IOException("it does not hold what this node writes"));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + path + ": " + failure.getMessage(), failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static void add(Map<String, Login> logins, @Nullable Object entry) throws IOException {
        Dict fields = entry instanceof Map<?, ?> map ? Dict.of((Map<String, @Nullable Object>) map) : Dict.empty();
        String cookie = fields.string("cookie");
        String realm = fields.string("realm");
        String authid = fields.string("authid");
        String authrole = fields.string("authrole");
        Long expires = fields.integer("expires");
        if (cookie == null || realm == null || authid == null || authrole == null || expires == null) {
            throw new IOException("it does not hold what this node writes");
        }
        if (logins.size() < LoginStore.MOST) {
            logins.put(cookie, new Login(realm, authid, authrole, Instant.ofEpochSecond(expires)));
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
                "realm", login.realm(),
                "authid", login.authid(),
                "authrole", login.authrole(),
                "expires", login.expires().getEpochSecond())));
        DurableFile.write(path, JsonText.line(entries), DurableFile.PRIVATE);
    }
}
