package dev.weft.controller.fabric;

import dev.weft.wamp.auth.SigningKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A fabric that can be connected to.
 *
 * @param authorities certificates to trust; empty: those of the Java runtime
 * @param userId by which an original master knows the key's holder
 * @param observe whether plans wait for an approval
 * @param allowedNamespaces besides its own; {@code *} for all
 * @param allowedTypes types of workers and services that documents may declare; empty: the usual ones
 */
public record FabricTarget(
        String url,
        Optional<Authorities> authorities,
        SigningKey key,
        String userId,
        String installation,
        boolean observe,
        Set<String> allowedNamespaces,
        List<String> allowedTypes) {

    public FabricTarget {
        allowedNamespaces = Set.copyOf(allowedNamespaces);
        allowedTypes = List.copyOf(allowedTypes);
    }

    /** Whether resources of that namespace may use it. */
    public boolean admits(String namespace, String own) {
        return namespace.equals(own) || allowedNamespaces.contains("*") || allowedNamespaces.contains(namespace);
    }

    /** Whether a connection to the other one serves this one too. */
    public boolean isReachedAs(FabricTarget other) {
        return url.equals(other.url)
                && authorities.map(Authorities::pem).equals(other.authorities.map(Authorities::pem))
                && key.seedHex().equals(other.key.seedHex())
                && userId.equals(other.userId);
    }
}
