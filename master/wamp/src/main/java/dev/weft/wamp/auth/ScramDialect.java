package dev.weft.wamp.auth;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The two ways in which SCRAM is spoken over WAMP. Routers offer both, under different names. */
public enum ScramDialect {
    /** Specification, "Salted Challenge Response Authentication Mechanism". */
    SPECIFICATION("wamp-scram", "verifier"),
    /** Crossbar.io and Autobahn: no channel binding and no {@code gs2-header}, names are not escaped, nonces are joined as bytes. */
    CROSSBAR("scram", "scram_server_signature");

    private final String method;
    private final String verifierKey;

    ScramDialect(String method, String verifierKey) {
        this.method = method;
        this.verifierKey = verifierKey;
    }

    /** The name in {@code authmethods}. */
    public String method() {
        return method;
    }

    /** Where {@code authextra} of WELCOME has the router's proof. */
    String verifierKey() {
        return verifierKey;
    }

    /** The nonce of both: the client's, then the router's. */
    String join(String clientNonce, byte[] clientBytes, byte[] serverBytes) {
        if (this == SPECIFICATION) {
            return clientNonce + Base64.getEncoder().encodeToString(serverBytes);
        }
        byte[] both = new byte[clientBytes.length + serverBytes.length];
        System.arraycopy(clientBytes, 0, both, 0, clientBytes.length);
        System.arraycopy(serverBytes, 0, both, clientBytes.length, serverBytes.length);
        return Base64.getEncoder().encodeToString(both);
    }

    /** Whether a nonce of both begins with the client's and goes on. */
    boolean extend(String clientNonce, String both) {
        if (both.startsWith(clientNonce) && both.length() > clientNonce.length()) {
            return true;
        }
        byte[] client = bytes(clientNonce);
        byte[] joined = bytes(both);
        if (this == SPECIFICATION || client == null || joined == null || joined.length <= client.length) {
            return false;
        }
        return Arrays.equals(client, 0, client.length, joined, 0, client.length);
    }

    String name(String authid) {
        String name = SaslPrep.normalise(authid);
        return this == CROSSBAR ? name : name.replace("=", "=3D").replace(",", "=2C");
    }

    String binding(ScramBinding binding) {
        return this == CROSSBAR ? "" : binding.input();
    }

    /** Null for what is no base64. */
    static byte @Nullable [] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }
}
