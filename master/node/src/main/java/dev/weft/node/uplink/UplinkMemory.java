package dev.weft.node.uplink;

import dev.weft.node.files.DurableFile;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.serializer.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the last master said, so that the node is the same without it.
 *
 * @param authid what the master calls the node
 * @param appliesConfig whether config.json is applied ({@code on_start_apply_config} of what was given at pairing)
 */
public record UplinkMemory(String authid, boolean appliesConfig) {

    private static final String NAME = "uplink.json";

    public static UplinkMemory of(SessionDetails details) {
        return new UplinkMemory(details.authid(), details.authextra().flag("on_start_apply_config", true));
    }

    /** Empty where no master was ever joined, or the file is damaged: it is rewritten at the next join. */
    public static Optional<UplinkMemory> read(Path cbdir) {
        try {
            if (JsonText.read(Files.readAllBytes(cbdir.resolve(NAME))) instanceof Map<?, ?> tree
                    && tree.get("authid") instanceof String authid) {
                return Optional.of(new UplinkMemory(authid, !Boolean.FALSE.equals(tree.get("applies_config"))));
            }
        } catch (IOException | JsonText.Malformed unknown) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    public void write(Path cbdir) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("authid", authid);
        tree.put("applies_config", appliesConfig);
        DurableFile.write(cbdir.resolve(NAME), JsonText.pretty(tree), DurableFile.PRIVATE);
    }
}
