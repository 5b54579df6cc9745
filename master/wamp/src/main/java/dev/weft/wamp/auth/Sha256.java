package dev.weft.wamp.auth;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** SHA-256 (FIPS 180-4) and the HMAC over it (RFC 2104). */
final class Sha256 {

    static final int BYTES = 32;

    private Sha256() {}

    static byte[] of(byte[] message) {
        SHA256Digest digest = new SHA256Digest();
        digest.update(message, 0, message.length);
        byte[] hash = new byte[BYTES];
        digest.doFinal(hash, 0);
        return hash;
    }

    static byte[] hmac(byte[] key, byte[] message) {
        HMac mac = new HMac(new SHA256Digest());
        mac.init(new KeyParameter(key));
        mac.update(message, 0, message.length);
        byte[] code = new byte[BYTES];
        mac.doFinal(code, 0);
        return code;
    }
}
