package dev.weft.sources.git.sign;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of a file of allowed signers, as {@code ssh-keygen} reads it.
 *
 * @param principals who it is: names or patterns; the first is shown
 * @param namespaces what the key may sign; empty: anything
 * @param from not before
 * @param until not at this time or after
 * @param keyType {@code ssh-ed25519} and such
 * @param key the public key in its SSH form
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content.
record AllowedSigner(
        List<String> principals,
        List<String> namespaces,
        Optional<Instant> from,
        Optional<Instant> until,
        String keyType,
        byte[] key) {

    AllowedSigner {
        principals = List.copyOf(principals);
        namespaces = List.copyOf(namespaces);
        key = key.clone();
    }

    String name() {
        return principals.get(0);
    }

    boolean hasKey(byte[] other) {
        return Arrays.equals(key, other);
    }

    /** Whether it may sign for this purpose. Patterns as OpenSSH has them: {@code *}, {@code ?}, a leading {@code !} forbids. */
    boolean isFor(String namespace) {
        boolean allowed = namespaces.isEmpty();
        for (String pattern : namespaces) {
            if (pattern.startsWith("!") && matches(pattern.substring(1), namespace)) {
                return false;
            }
            allowed |= matches(pattern, namespace);
        }
        return allowed;
    }

    private static boolean matches(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char each = pattern.charAt(i);
            regex.append(each == '*' ? ".*" : each == '?' ? "." : java.util.regex.Pattern.quote(String.valueOf(each)));
        }
        return text.matches(regex.toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AllowedSigner signer
                && principals.equals(signer.principals)
                && namespaces.equals(signer.namespaces)
                && from.equals(signer.from)
                && until.equals(signer.until)
                && hasKey(signer.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(principals, Arrays.hashCode(key));
    }
}
