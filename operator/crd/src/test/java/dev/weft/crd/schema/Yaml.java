package dev.weft.crd.schema;

import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads what is written. */
final class Yaml {

    private Yaml() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return (Map<String, Object>) new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).load(text);
    }
}
