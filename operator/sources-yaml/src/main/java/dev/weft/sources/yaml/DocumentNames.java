package dev.weft.sources.yaml;

import java.util.Locale;
import java.util.Set;

/** Which files of a folder are documents: {@code .yaml}, {@code .yml}, {@code .json}, but none that is hidden or for kustomize. */
public final class DocumentNames {

    /** What is told of a file for kustomize. */
    public static final String FOR_KUSTOMIZE = "skipped: is for kustomize; pipe its output into -f -";

    private static final Set<String> KUSTOMIZE = Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private DocumentNames() {}

    /** Whether a file or folder of this name is left out without a word. */
    public static boolean isHidden(String name) {
        return name.startsWith(".");
    }

    /** Whether a file of this name is for kustomize, and so no document. */
    public static boolean isForKustomize(String name) {
        return KUSTOMIZE.contains(name);
    }

    /** Whether a file of this name holds documents. */
    public static boolean isDocument(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !isHidden(name)
                && !isForKustomize(name)
                && (lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json"));
    }
}
