package dev.weft.sources.git.remote;

import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GivenText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** Private keys to try, in the order in which they are given. */
final class SshKeys {

    private static final int LARGEST = 1024 * 1024;

    private SshKeys() {}

    /**
     * Those that are there and can be read.
     *
     * @throws GitFailure when there are some and none can be read
     */
    static List<KeyPair> read(List<GivenText> given) {
        List<KeyPair> keys = new ArrayList<>();
        @Nullable GivenText unreadable = null;
        for (GivenText each : given) {
            if (each.isThere() && !read(each, keys)) {
                unreadable = each;
            }
        }
        if (keys.isEmpty() && unreadable != null) {
            throw GitFailure.wrong(
                    "the private key in " + unreadable.name() + " cannot be read",
                    "It must be one that ssh-keygen makes, without passphrase.");
        }
        return keys;
    }

    private static boolean read(GivenText each, List<KeyPair> keys) {
        try {
            // Some readers of keys want the line end that an entry of a Secret may lack.
            String text = each.text(LARGEST).stripTrailing() + "\n";
            Iterable<KeyPair> found = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName(each.name()),
                    new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    null);
            if (found == null) {
                return false;
            }
            found.forEach(keys::add);
            return true;
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            return false;
        }
    }
}
