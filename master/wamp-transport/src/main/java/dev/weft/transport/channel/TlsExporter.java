package dev.weft.transport.channel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The channel binding {@code tls-exporter} (RFC 9266), for which the JDK has to export keys of a connection: 25 and later. */
final class TlsExporter {

    /** Its name among channel bindings. */
    static final String NAME = "tls-exporter";

    private static final String LABEL = "EXPORTER-Channel-Binding";
    private static final int BYTES = 32;

    /** {@code byte[] exportKeyingMaterialData(String label, byte[] context, int length)}; null: the JDK is older. */
    private static final @Nullable MethodHandle EXPORT = export();

    private TlsExporter() {}

    /** That of a connection of TLS 1.3, 32 bytes; null where there is none. */
    static byte @Nullable [] of(SSLSession session) {
        if (EXPORT == null
                || !(session instanceof ExtendedSSLSession extended)
                || !session.getProtocol().equals("TLSv1.3")) {
            return null;
        }
        try {
            return (byte[]) EXPORT.invokeExact(extended, LABEL, new byte[0], BYTES);
        } catch (Error e) {
            throw e;
        } catch (Throwable unavailable) {
            // Another provider's session, or one whose keys are gone.
            return null;
        }
    }

    private static @Nullable MethodHandle export() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(
                            ExtendedSSLSession.class,
                            "exportKeyingMaterialData",
                            MethodType.methodType(byte[].class, String.class, byte[].class, int.class));
        } catch (NoSuchMethodException | IllegalAccessException older) {
            return null;
        }
    }
}
