package dev.weft.engine.fleet;

import dev.weft.engine.plan.Plan;
import java.util.Optional;
import java.util.Set;

/**
 * Which plans may be carried out.
 *
 * @param hashes the plans that may; empty: every plan
 */
public record Permission(Optional<Set<String>> hashes) {

    /** Whatever is planned. */
    public static final Permission EVERYTHING = new Permission(Optional.empty());

    private static final int ENOUGH = 12;

    public Permission {
        hashes = hashes.map(Set::copyOf);
    }

    /** These plans alone, by their hashes or at least the first twelve digits of them; the loop then plans everything as one, so that there is one hash to name. */
    public static Permission only(Set<String> hashes) {
        return new Permission(Optional.of(hashes));
    }

    boolean isEverything() {
        return hashes.isEmpty();
    }

    boolean allows(Plan plan) {
        return hashes.map(known -> known.stream()
                        .anyMatch(hash -> hash.length() >= ENOUGH && plan.hash().startsWith(hash)))
                .orElse(true);
    }
}
