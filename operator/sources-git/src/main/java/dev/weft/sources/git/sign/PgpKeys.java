package dev.weft.sources.git.sign;

import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GivenText;
import dev.weft.sources.git.Setting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/** Public keys ({@code gpg --armor --export}): every key in it may sign, as long as it has not expired and is not revoked. */
public final class PgpKeys {

    static final String BEGIN = "-----BEGIN PGP SIGNATURE-----";
    private static final String KEY_BLOCK = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final String REMEDY = "Write it with: gpg --armor --export WHO > FILE";
    private static final int LARGEST = 4 * 1024 * 1024;

    private final List<PGPPublicKeyRing> rings;

    private PgpKeys(List<PGPPublicKeyRing> rings) {
        this.rings = List.copyOf(rings);
    }

    /** @throws GitFailure when it cannot be read or holds no key */
    public static PgpKeys read(GivenText keys) {
        try {
            List<PGPPublicKeyRing> rings = new ArrayList<>();
            String text = new String(keys.read(LARGEST), StandardCharsets.ISO_8859_1);
            for (String block : text.split("(?=" + KEY_BLOCK + ")")) {
                if (block.startsWith(KEY_BLOCK)) {
                    InputStream in = PGPUtil.getDecoderStream(
                            new ByteArrayInputStream(block.getBytes(StandardCharsets.ISO_8859_1)));
                    new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator()).forEach(rings::add);
                }
            }
            if (rings.isEmpty()) {
                throw GitFailure.wrong("there is no PGP key in " + keys.name(), REMEDY);
            }
            return new PgpKeys(rings);
        } catch (IOException | PGPException unreadable) {
            throw GitFailure.wrong(
                    "the PGP keys in " + keys.name() + " cannot be read: " + unreadable.getMessage(), REMEDY);
        }
    }

    /**
     * Who signed these bytes.
     *
     * @throws Unverified saying why that does not count
     */
    String signer(byte[] data, String armored, Instant now) {
        PGPSignature signature = signature(armored);
        String id = HexFormat.of().withUpperCase().toHexDigits(signature.getKeyID());
        PGPPublicKeyRing ring = rings.stream()
                .filter(each -> each.getPublicKey(signature.getKeyID()) != null)
                .findFirst()
                .orElseThrow(() -> new Unverified(
                        "is signed with the PGP key " + id + ", which is not among the keys that may",
                        "If that person may, add the key to those of " + Setting.PGP_KEYS.option() + "."));
        PGPPublicKey key = ring.getPublicKey(signature.getKeyID());
        if (!covers(signature, key, data)) {
            throw Unverified.tampered();
        }
        for (PGPPublicKey each : List.of(ring.getPublicKey(), key)) {
            if (each.hasRevocation()) {
                throw new Unverified(
                        "is signed with the PGP key " + id + ", which is revoked", "Sign it with another.");
            }
            end(each).filter(end -> !now.isBefore(end)).ifPresent(end -> {
                throw new Unverified(
                        "is signed with the PGP key " + id + ", which expired at " + end,
                        "Sign it with a key that is valid, or export the key anew when it was prolonged.");
            });
        }
        long lifetime =
                signature.hasSubpackets() ? signature.getHashedSubPackets().getSignatureExpirationTime() : 0;
        if (lifetime > 0
                && !now.isBefore(signature.getCreationTime().toInstant().plusSeconds(lifetime))) {
            throw new Unverified("has a signature that expired", "Sign it again.");
        }
        return name(ring).orElse(id);
    }

    private static PGPSignature signature(String armored) {
        try {
            InputStream in =
                    PGPUtil.getDecoderStream(new ByteArrayInputStream(armored.getBytes(StandardCharsets.ISO_8859_1)));
            Object first = new PGPObjectFactory(in, new BcKeyFingerprintCalculator()).nextObject();
            if (first instanceof PGPSignatureList list && list.size() == 1) {
                return list.get(0);
            }
        } catch (IOException | RuntimeException malformed) {
            // Told below.
        }
        throw new Unverified("has a PGP signature that cannot be read", "Sign it again.");
    }

    private static boolean covers(PGPSignature signature, PGPPublicKey key, byte[] data) {
        boolean weak = signature.getHashAlgorithm() == HashAlgorithmTags.SHA1
                || signature.getHashAlgorithm() == HashAlgorithmTags.MD5;
        if (weak || signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT) {
            return false;
        }
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), key);
            signature.update(data);
            return signature.verify();
        } catch (PGPException | RuntimeException refused) {
            return false;
        }
    }

    private static Optional<Instant> end(PGPPublicKey key) {
        long seconds = key.getValidSeconds();
        return seconds <= 0
                ? Optional.empty()
                : Optional.of(key.getCreationTime().toInstant().plusSeconds(seconds));
    }

    private static Optional<String> name(PGPPublicKeyRing ring) {
        Iterator<String> names = ring.getPublicKey().getUserIDs();
        return names.hasNext() ? Optional.of(names.next()) : Optional.empty();
    }
}
