package dev.weft.transport.server;

import dev.weft.transport.CannotListen;
import dev.weft.transport.Loops;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates and keys of one server, read again when their files change. A connection keeps what it began with; looking and
 * reading happen beside the event loops. Any thread may ask for the {@link #context}.
 */
final class TlsFiles {

    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);
    private static final long LOOK_MILLIS = 1000;
    private static final String AUTHORITY = "authority's certificate";

    private final ServerTls tls;
    private volatile SslContext context;

    // Below: by one look at a time.
    private List<String> seen;

    private TlsFiles(ServerTls tls) {
        this.tls = tls;
        this.seen = look();
        this.context = build();
    }

    /** @throws CannotListen for files that cannot be used */
    static TlsFiles read(ServerTls tls) {
        return new TlsFiles(tls);
    }

    SslContext context() {
        return context;
    }

    /** Looks at the files from time to time, until this channel is closed. */
    void watchWhile(Channel listening, Loops loops) {
        Future<?> looks = listening
                .eventLoop()
                .scheduleWithFixedDelay(() -> lookLater(loops), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        listening.closeFuture().addListener(closed -> looks.cancel(false));
    }

    private void lookLater(Loops loops) {
        try {
            loops.names().execute(this::refresh);
        } catch (RejectedExecutionException e) {
            LOG.debug("the loops are being closed");
        }
    }

    private synchronized void refresh() {
        List<String> now = look();
        if (now.equals(seen)) {
            return;
        }
        // Remembered before they are read: a change in between is seen the next time. And said once, not every second.
        seen = now;
        try {
            context = build();
            LOG.info("the TLS certificate {} has been read again", tls.certificate());
        } catch (CannotListen e) {
            LOG.warn("the TLS files have changed, but those from before stay in use: {}", e.getMessage());
        }
    }

    private List<String> look() {
        List<Path> files = new ArrayList<>(tls.chain());
        files.addAll(tls.authorities());
        files.add(tls.certificate());
        files.add(tls.key());
        return files.stream().map(TlsFiles::stamp).toList();
    }

    /** Differs when a file was written, or when another one is in its place. */
    private static String stamp(Path file) {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            return is.lastModifiedTime() + " " + is.size() + " " + is.fileKey();
        } catch (IOException e) {
            return "none";
        }
    }

    private SslContext build() {
        requireReadable();
        byte[] certificate = bytes("certificate", tls.certificate());
        byte[] key = bytes("key", tls.key());
        try {
            KeyPairCheck.check(certificate, key);
            SslContextBuilder builder = SslContextBuilder.forServer(
                            new ByteArrayInputStream(joined(certificate, "chain certificate", tls.chain())),
                            new ByteArrayInputStream(key))
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2");
            if (!tls.ciphers().isEmpty()) {
                builder.ciphers(CipherNames.ofJdk(tls.ciphers()));
            }
            if (!tls.authorities().isEmpty()) {
                builder.clientAuth(ClientAuth.REQUIRE)
                        .trustManager(new ByteArrayInputStream(joined(new byte[0], AUTHORITY, tls.authorities())));
            }
            return builder.build();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new CannotListen(
                    "the TLS key " + tls.key() + " or certificate " + tls.certificate()
                            + " cannot be used: "
                            + notPem("key", tls.key(), key, "PRIVATE KEY-----")
                            + notPem("certificate", tls.certificate(), certificate, "CERTIFICATE-----")
                            + "both must be PEM, the key PKCS#8 without a password, and they must belong"
                            + " together"
                            + (tls.authorities().isEmpty()
                                    ? ""
                                    : "; the authorities of clients " + tls.authorities() + " must be PEM too"),
                    e);
        }
    }

    /** All that are missing at once: who made none has neither. */
    private void requireReadable() {
        List<String> wrong = new ArrayList<>();
        unreadable("certificate", tls.certificate()).ifPresent(wrong::add);
        unreadable("key", tls.key()).ifPresent(wrong::add);
        tls.chain().forEach(file -> unreadable("chain certificate", file).ifPresent(wrong::add));
        tls.authorities().forEach(file -> unreadable(AUTHORITY, file).ifPresent(wrong::add));
        if (!wrong.isEmpty()) {
            throw new CannotListen(String.join("; ", wrong), null);
        }
    }

    private static Optional<String> unreadable(String what, Path file) {
        String start = "the TLS " + what + " " + file + " cannot be read: ";
        if (Files.notExists(file)) {
            return Optional.of(start + "there is no such file");
        }
        if (Files.isDirectory(file)) {
            return Optional.of(start + "it is a folder");
        }
        return Files.isReadable(file)
                ? Optional.empty()
                : Optional.of(start + "permission denied for the user that this process runs as");
    }

    private static String notPem(String what, Path file, byte[] content, String mark) {
        return new String(content, StandardCharsets.ISO_8859_1).contains(mark)
                ? ""
                : "there is no " + what + " in PEM in " + file + "; ";
    }

    private static byte[] joined(byte[] first, String what, List<Path> others) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        for (Path file : others) {
            all.write('\n');
            all.writeBytes(bytes(what, file));
        }
        return all.toByteArray();
    }

    private static byte[] bytes(String what, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CannotListen("the TLS " + what + " " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
