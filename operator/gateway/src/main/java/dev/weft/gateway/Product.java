package dev.weft.gateway;

import dev.weft.engine.live.Capability;
import dev.weft.engine.secret.FingerprintKey;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The make of a master and what it can do beyond the original.
 *
 * @param fingerprintKey what fingerprints in its inventories are keyed with
 */
record Product(String name, Set<Capability> capabilities, Optional<FingerprintKey> fingerprintKey) {

    static final Product ORIGINAL = new Product("crossbar", Set.of(), Optional.empty());

    Product {
        capabilities = Collections.unmodifiableSet(capabilities);
    }

    /** What {@code get_capabilities} answered. */
    static Product of(Map<String, Object> answer) {
        Set<Capability> found = EnumSet.noneOf(Capability.class);
        List<Object> words = Wire.list(answer.get("extensions"));
        for (Capability capability : Capability.values()) {
            if (words.contains(capability.word())) {
                found.add(capability);
            }
        }
        String name = Wire.text(answer, "product").orElse("unknown")
                + Wire.text(answer, "version").map(version -> " " + version).orElse("");
        return new Product(name, found, Optional.empty());
    }

    Product withFingerprintKey(FingerprintKey key) {
        return new Product(name, capabilities, Optional.of(key));
    }

    boolean can(Capability capability) {
        return capabilities.contains(capability);
    }
}
