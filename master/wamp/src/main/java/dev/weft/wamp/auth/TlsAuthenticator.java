package dev.weft.wamp.auth;

import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.link.ClientCertificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code tls}: the client's certificate says who it is. The TLS layer has the proof already, and has made sure that somebody whom the
 * server trusts signed the certificate; here only its fingerprint counts, whatever authid HELLO names.
 */
public final class TlsAuthenticator implements Authenticator {

    private final Map<String, Principal> byFingerprint = new HashMap<>();

    /** @param principals with fingerprints as credentials: SHA-256 or SHA-1, lower-case hex */
    public TlsAuthenticator(List<Principal> principals) {
        principals.forEach(p -> p.credentials().forEach(fingerprint -> byFingerprint.putIfAbsent(fingerprint, p)));
    }

    @Override
    public String method() {
        return AuthMethods.TLS;
    }

    @Override
    public CompletionStage<Step> hello(Applicant applicant) {
        ClientCertificate certificate = applicant.link().clientCertificate();
        return CompletableFuture.completedFuture(certificate == null ? noCertificate() : step(certificate));
    }

    private Step step(ClientCertificate certificate) {
        Principal found = byFingerprint.get(certificate.sha256());
        if (found == null) {
            found = byFingerprint.get(certificate.sha1());
        }
        return found == null ? Refusals.proofFailed() : found.accepted();
    }

    /** For a connection whose other end has shown none. */
    public static Deny noCertificate() {
        return new Deny(ErrorUri.AUTHENTICATION_FAILED, "a TLS client certificate is needed");
    }
}
