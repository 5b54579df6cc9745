package dev.weft.model.spec;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to reach a fabric, and what its documents may ask for. Kept apart from a fleet's documents, which it governs. */
public record FabricSpec(
        @Doc("Where the master listens: ws://…, wss://…, rs://… or unix:…") @MaxLength(1024) @Nullable
        String url,

        @Doc("Path of the private key file that proves who we are") @MaxLength(4096) @Nullable
        String key,

        @Doc("Secret that holds the private key, where there are Secrets: instead of key") @Name("keySecret") @Nullable
        KeySecret keySecret,

        @Doc("For wss:// and rss://: whom to trust, where that is not who the Java runtime trusts") @Nullable
        Tls tls,

        @Doc("Name of this installation of Weft in ownership marks") @Default("default") @MaxLength(63)
        String installation,

        @Doc("What documents may declare") @Nullable Policy policy,

        @Doc("Enforce: keep it so; Observe: plan and tell, do nothing without an approval; Enforce when absent")
        @Nullable
        Mode mode,

        @Doc("Namespaces that may use it besides its own; * = all") @Name("allowedNamespaces") @MaxItems(1024)
        List<String> allowedNamespaces) {

    /** What is done about differences. */
    public enum Mode {
        @Name("Enforce")
        ENFORCE,
        @Name("Observe")
        OBSERVE
    }

    /** How the master's certificate is checked. It must name the host of the url. */
    public record Tls(
            @Doc("The certificates to trust, in a Secret of the fabric's namespace") @Name("caSecret")
            CaSecret caSecret) {}

    /** Certificates in a Secret of the fabric's namespace. */
    public record CaSecret(
            @Doc("The Secret") @MaxLength(253) String name,

            @Doc("Which of its keys; it holds certificates, PEM") @Default("ca.crt") @MaxLength(253)
            String key) {}

    /** A key in a Secret of the fabric's namespace. */
    public record KeySecret(
            @Doc("The Secret") @MaxLength(253) String name,

            @Doc("Which of its keys; it holds a key file's text, or 64 hexadecimal digits") @MaxLength(253)
            String key) {}

    /** Limits on what documents may declare. */
    public record Policy(
            @Doc("Worker and service types that may be declared; nothing that executes what a document says by default")
            @Name("allowedTypes")
            List<String> allowedTypes) {}
}
