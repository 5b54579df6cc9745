package dev.weft.cli.run;

import dev.weft.cli.CliFailure;
import dev.weft.cli.Surroundings;
import dev.weft.cli.context.FabricTarget;
import dev.weft.cli.key.KeyFile;
import dev.weft.cli.secret.GivenSecrets;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.secret.SecretSource;
import dev.weft.fleet.FabricPorts;
import dev.weft.gateway.FabricGateway;
import dev.weft.gateway.GatewaySettings;
import dev.weft.transport.Loops;
import dev.weft.transport.TransportException;
import dev.weft.transport.client.ClientTls;
import dev.weft.wamp.auth.CryptosignClientAuthenticator;
import dev.weft.wamp.auth.SigningKey;
import dev.weft.wamp.client.SessionClosed;
import dev.weft.wamp.error.ApplicationError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** A fabric that a command talks to. Connects when it is first used. */
public final class FabricConnection implements AutoCloseable {

    private final FabricTarget target;
    private final SecretSource secrets;
    private final Loops loops;
    private final FabricGateway gateway;

    private FabricConnection(FabricTarget target, SecretSource secrets, Loops loops, FabricGateway gateway) {
        this.target = target;
        this.secrets = secrets;
        this.loops = loops;
        this.gateway = gateway;
    }

    /**
     * Reads the key and gets ready.
     *
     * @param secretsFolder where secrets of documents are; empty: only in the environment
     */
    public static FabricConnection open(FabricTarget target, Optional<Path> secretsFolder, Surroundings around) {
        KeyFile.Holder holder = KeyFile.readHolder(target.keyFile());
        SigningKey key = holder.key();
        SecretSource secrets = new GivenSecrets(secretsFolder, around.environment());
        CryptosignClientAuthenticator who = new CryptosignClientAuthenticator(holder.userId(), key);
        Loops loops = Loops.create(1);
        target.authorities().ifPresent(FabricConnection::requireCertificates);
        ClientTls tls = target.authorities().map(ClientTls::trusting).orElse(ClientTls.defaults());
        GatewaySettings settings =
                GatewaySettings.of(target.url(), List.of(who), secrets).withTls(tls);
        FabricGateway gateway = FabricGateway.of(settings, loops);
        return new FabricConnection(target, secrets, loops, gateway);
    }

    private static void requireCertificates(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            if (!CertificateFactory.getInstance("X.509")
                    .generateCertificates(stream)
                    .isEmpty()) {
                return;
            }
        } catch (IOException | CertificateException unusable) {
            // Told below, as a file without any certificate.
        }
        throw CliFailure.usage(
                "there are no certificates in " + file,
                "Give the file of the authorities that the master's certificate is signed by (PEM) with --fabric-ca.");
    }

    public FabricGateway gateway() {
        return gateway;
    }

    /** Reads what the documents are about; fails as {@link #await} does. */
    public LiveState live(Desired desired) {
        gateway.expect(desired.objects().keySet());
        return await(gateway.read(desired.mrealms()));
    }

    public FabricPorts ports() {
        return FabricPorts.of(gateway);
    }

    public SecretSource secrets() {
        return secrets;
    }

    /**
     * Waits for an answer.
     *
     * @throws CliFailure where the fabric cannot be reached, refuses us, or does not answer. An error of a procedure is thrown as
     *     {@link ApplicationError}
     */
    public <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw told(failure.getCause() == null ? failure : failure.getCause());
        }
    }

    /** What went wrong, with the remedy. */
    public RuntimeException told(Throwable cause) {
        if (cause instanceof CompletionException wrapped && wrapped.getCause() != null) {
            return told(wrapped.getCause());
        }
        String where = target.url() + " (from " + target.origin() + ")";
        if (cause instanceof TransportException unreachable) {
            return CliFailure.of("no fabric answers at " + where + ": " + unreachable.getMessage(), target.remedy());
        }
        if (cause instanceof SessionClosed closed) {
            return CliFailure.of("the connection to " + where + " was lost: " + closed.reason(), "Try again.");
        }
        if (cause instanceof TimeoutException) {
            return CliFailure.of(where + " does not answer in time", "Try again; see the master's log.");
        }
        if (cause instanceof ApplicationError refused && isAboutUs(refused.uri())) {
            return CliFailure.of(
                    "the fabric at " + where + " refuses the key in " + target.keyFile() + ": " + refused.text(),
                    "Give the key of one of its users with --key, or add the public key to the master (--superuser).");
        }
        if (cause instanceof RuntimeException known) {
            return known;
        }
        return CliFailure.of("the fabric at " + where + " could not be asked: " + cause, "");
    }

    /** Refusals while joining, not of a procedure. */
    private static boolean isAboutUs(String uri) {
        return uri.startsWith("wamp.error.authentication")
                || uri.startsWith("fabric.auth-failed")
                || uri.equals("wamp.error.no_auth_method")
                || uri.equals("wamp.error.no_such_principal");
    }

    @Override
    public void close() {
        gateway.close();
        loops.close();
    }
}
