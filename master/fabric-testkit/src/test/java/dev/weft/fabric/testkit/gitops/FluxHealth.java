package dev.weft.fabric.testkit.gitops;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates the health expressions of a Kustomization as Flux does: a generation that was not seen yet is in progress; then the first of
 * inProgress, failed and current that is true says what it is; else it is in progress.
 */
final class FluxHealth {

    private static final Cel CEL = CelFactory.standardCelBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("apiVersion", SimpleType.DYN)
            .addVar("kind", SimpleType.DYN)
            .addVar("metadata", SimpleType.DYN)
            .addVar("spec", SimpleType.DYN)
            .addVar("status", SimpleType.DYN)
            .build();

    private static final Map<String, String> ORDER = new LinkedHashMap<>();

    static {
        ORDER.put("inProgress", "InProgress");
        ORDER.put("failed", "Failed");
        ORDER.put("current", "Current");
    }

    private final Map<?, ?> expressions;

    /** @param expressions one entry of {@code healthCheckExprs} */
    FluxHealth(Map<?, ?> expressions) {
        this.expressions = expressions;
    }

    String of(Map<String, Object> object) {
        if (isStale(object)) {
            return "InProgress";
        }
        try {
            for (Map.Entry<String, String> each : ORDER.entrySet()) {
                if (isTrue(String.valueOf(expressions.get(each.getKey())), object)) {
                    return each.getValue();
                }
            }
            return "InProgress";
        } catch (CelEvaluationException | CelValidationException wrong) {
            throw new AssertionError(wrong);
        }
    }

    private static boolean isStale(Map<String, Object> object) {
        return object.get("status") instanceof Map<?, ?> status
                && object.get("metadata") instanceof Map<?, ?> metadata
                && status.get("observedGeneration") instanceof Long seen
                && metadata.get("generation") instanceof Long generation
                && !seen.equals(generation);
    }

    private static boolean isTrue(String expression, Map<String, Object> object)
            throws CelValidationException, CelEvaluationException {
        return CEL.createProgram(CEL.compile(expression).getAst()).eval(object) instanceof Boolean yes && yes;
    }

    /** The same tree with the numbers of CEL. */
    static Object cel(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> result = new LinkedHashMap<>();
            map.forEach((key, entry) -> result.put(String.valueOf(key), cel(entry)));
            return result;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(FluxHealth::cel).toList();
        }
        return value instanceof Integer number ? Long.valueOf(number) : value;
    }
}
