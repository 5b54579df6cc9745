package dev.weft.gateway;

import dev.weft.engine.live.OwnerTag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our mark on objects in the master's database: one of {@code tags}, or {@code authextra.weft} of a node. */
final class OwnerTags {

    private static final String PREFIX = "weft:";

    private OwnerTags() {}

    /** The mark among the tags of an object. */
    static Optional<OwnerTag> inTags(List<Object> tags) {
        for (Object tag : tags) {
            if (tag instanceof String text && text.startsWith(PREFIX)) {
                String[] parts = text.substring(PREFIX.length()).split("/", -1);
                if (parts.length == 4) {
                    return Optional.of(new OwnerTag(parts[0], parts[1], parts[2], parts[3], false));
                }
            }
        }
        return Optional.empty();
    }

    static String tag(OwnerTag owner) {
        return PREFIX + owner.installation() + "/" + owner.set() + "/" + owner.kind() + "/" + owner.name();
    }

    /** The mark in the {@code authextra} of a node. */
    static Optional<OwnerTag> inAuthextra(Map<String, Object> authextra) {
        Map<String, Object> mark = Wire.dict(authextra.get("weft"));
        return Wire.text(mark, "name")
                .map(name -> new OwnerTag(
                        Wire.text(mark, "installation").orElse(OwnerTag.DEFAULT),
                        Wire.text(mark, "set").orElse(OwnerTag.DEFAULT),
                        Wire.text(mark, "kind").orElse(""),
                        name,
                        Boolean.TRUE.equals(mark.get("created"))));
    }

    /**
     * The {@code authextra} of a node that we pair. Its own configuration file is not applied: what runs on it is ours to say
     * (an original node applies its file once it has an uplink, unless told not to).
     */
    static Map<String, Object> authextra(Optional<OwnerTag> owner) {
        Map<String, Object> authextra = new LinkedHashMap<>();
        authextra.put("on_start_apply_config", false);
        owner.ifPresent(tag -> {
            Map<String, Object> mark = new LinkedHashMap<>();
            mark.put("installation", tag.installation());
            mark.put("set", tag.set());
            mark.put("kind", tag.kind());
            mark.put("name", tag.name());
            mark.put("created", tag.created());
            authextra.put("weft", mark);
        });
        return authextra;
    }
}
