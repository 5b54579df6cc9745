package dev.weft.controller.fabric;

import dev.weft.controller.resource.Cluster;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.status.Hold;
import dev.weft.crd.resource.ResourceDocuments;
import dev.weft.crd.resource.WeftResource;
import dev.weft.model.DocumentReader;
import dev.weft.model.Finding;
import dev.weft.model.Kinds;
import dev.weft.model.spec.FabricSpec;
import dev.weft.model.spec.SpecReader;
import dev.weft.wamp.auth.KeyTags;
import dev.weft.wamp.auth.KeyText;
import dev.weft.wamp.auth.SigningKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The Fabric resource and its key, read: a fabric to connect to, or why there is none.
 *
 * @param target empty when there is a hold
 */
public record FabricReading(Optional<FabricTarget> target, Optional<Hold> hold) {

    /** The name of the one Fabric that fleets use. */
    public static final String NAME = "default";

    private static final int LONGEST_KEY = 16 * 1024;

    /**
     * Reads {@code Fabric/default} of the operator's own namespace.
     *
     * @param installation the operator's, where the resource names none
     */
    public static FabricReading of(Cluster cluster, String namespace, String installation) {
        Optional<WeftResource> resource = cluster.find(new ResourceRef(Kinds.FABRIC, namespace, NAME));
        if (resource.isEmpty()) {
            return held(Hold.stalled(
                    "FabricMissing",
                    "there is no Fabric/" + NAME + " in namespace " + namespace + ": create it (the chart does)"));
        }
        DocumentReader.Read read = ResourceDocuments.read(resource.get());
        if (read.document().isEmpty()) {
            return invalid(read.findings());
        }
        SpecReader.SpecRead<FabricSpec> spec = SpecReader.read(read.document().get(), Kinds.FABRIC, FabricSpec.class);
        return spec.spec().isEmpty()
                ? invalid(spec.findings())
                : of(cluster, namespace, installation, spec.spec().get());
    }

    private static FabricReading of(Cluster cluster, String namespace, String installation, FabricSpec spec) {
        String url = spec.url();
        if (url == null || url.isBlank()) {
            return invalid("spec.url is missing: write where the master listens, ws://host:port/ws");
        }
        if (spec.key() != null) {
            return invalid("spec.key names a file of the operator, which a resource may not: put the key into a Secret"
                    + " and write spec.keySecret: {name: …, key: …}");
        }
        FabricSpec.KeySecret ref = spec.keySecret();
        if (ref == null) {
            return invalid("spec.keySecret is missing: put the private key into a Secret and write"
                    + " spec.keySecret: {name: …, key: …}");
        }
        Found key = find(cluster, namespace, new Entry(ref.name(), ref.key(), "spec.keySecret"));
        if (key.hold().isPresent()) {
            return new FabricReading(Optional.empty(), key.hold());
        }
        Optional<Holder> holder = holder(key.text());
        if (holder.isEmpty()) {
            return held(Hold.stalled(
                    "KeyInvalid",
                    "'" + ref.key() + "' of Secret " + namespace + "/" + ref.name()
                            + " holds no Ed25519 private key: put the text of a key file there (weft keys generate makes"
                            + " one), or 64 hexadecimal digits"));
        }
        Optional<Authorities> authorities = Optional.empty();
        if (spec.tls() != null) {
            FabricSpec.CaSecret ca = spec.tls().caSecret();
            Found found = find(cluster, namespace, new Entry(ca.name(), ca.key(), "spec.tls.caSecret"));
            if (found.hold().isPresent()) {
                return new FabricReading(Optional.empty(), found.hold());
            }
            authorities = Optional.of(new Authorities(ca.name(), ca.key(), found.text()));
        }
        List<String> types = spec.policy() == null ? List.of() : spec.policy().allowedTypes();
        return new FabricReading(
                Optional.of(new FabricTarget(
                        url,
                        authorities,
                        holder.get().key(),
                        holder.get().userId(),
                        spec.installation() == null ? installation : spec.installation(),
                        spec.mode() == FabricSpec.Mode.OBSERVE,
                        Set.copyOf(spec.allowedNamespaces()),
                        types)),
                Optional.empty());
    }

    /** An entry of a Secret, and where it is named. */
    private record Entry(String name, String key, String field) {}

    /** The text of an entry, or why there is none. */
    private record Found(String text, Optional<Hold> hold) {}

    private static Found find(Cluster cluster, String namespace, Entry entry) {
        Optional<Map<String, String>> secret = cluster.secret(namespace, entry.name());
        String text = secret.map(entries -> entries.get(entry.key())).orElse(null);
        if (text != null) {
            return new Found(text, Optional.empty());
        }
        String where = "Secret " + namespace + "/" + entry.name();
        String message = secret.isPresent()
                ? where + " has no entry '" + entry.key() + "': add it, or correct " + entry.field() + ".key"
                : where + " is not there: kubectl -n " + namespace + " create secret generic " + entry.name()
                        + " --from-file=" + entry.key() + "=FILE";
        return new Found("", Optional.of(Hold.stalled("SecretMissing", message)));
    }

    /** A key, and whose it is. */
    private record Holder(SigningKey key, String userId) {}

    private static Optional<Holder> holder(String text) {
        if (text.length() > LONGEST_KEY) {
            return Optional.empty();
        }
        try {
            if (text.strip().matches("[0-9a-fA-F]{64}")) {
                return Optional.of(new Holder(SigningKey.ofHex(text.strip()), "superuser"));
            }
            KeyText parsed = KeyText.parse(text, KeyTags.OF_ANY_KEY);
            return Optional.of(
                    new Holder(parsed.signingKey(), parsed.tags().getOrDefault(KeyTags.USER_ID, "superuser")));
        } catch (KeyText.Malformed malformed) {
            // The text may be anything; what is wrong with it is told without a word of it.
            return Optional.empty();
        }
    }

    private static FabricReading invalid(List<Finding> findings) {
        return invalid(findings.stream()
                .filter(Finding::isError)
                .limit(3)
                .map(each -> each.message() + (each.remedy().isEmpty() ? "" : " (" + each.remedy() + ")"))
                .collect(Collectors.joining("; ")));
    }

    private static FabricReading invalid(String message) {
        return held(Hold.stalled("FabricInvalid", "Fabric/" + NAME + ": " + message));
    }

    private static FabricReading held(Hold hold) {
        return new FabricReading(Optional.empty(), Optional.of(hold));
    }
}
