package dev.weft.fabric.control;

import dev.weft.fabric.api.FabricError;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked for with {@code create_mrealm}. */
public record NewRealm(
        String name,
        @Nullable String label,
        @Nullable String description,
        @Nullable List<String> tags) {

    private static final Set<String> FIELDS = Set.of("name", "label", "description", "tags");

    /** Fields of a realm object that the master sets: tools send whole objects, and these are not what they ask for. */
    private static final Set<String> SET_BY_MASTER =
            Set.of("oid", "created", "owner", "cf_router_worker", "cf_container_worker");

    private static final int MOST_TAGS = 256;

    /**
     * Reads and checks the object.
     *
     * @throws ApplicationError {@code fabric.invalid-realm} for the name, {@code wamp.error.invalid_argument} for anything else
     */
    public static NewRealm read(Map<String, @Nullable Object> tree) {
        RealmNames.problemWith(tree.get("name")).ifPresent(problem -> {
            throw ApplicationError.of(FabricError.INVALID_REALM, problem);
        });
        for (String field : tree.keySet()) {
            if (!FIELDS.contains(field) && !SET_BY_MASTER.contains(field)) {
                throw invalid(
                        "unknown field mrealm." + field + ": a management realm has name, label, description, tags");
            }
        }
        return new NewRealm(
                String.valueOf(tree.get("name")),
                text(tree, "label"),
                text(tree, "description"),
                tags(tree.get("tags")));
    }

    private static @Nullable String text(Map<String, @Nullable Object> tree, String field) {
        Object value = tree.get(field);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw invalid(
                "mrealm." + field + " must be a string, was " + value.getClass().getSimpleName());
    }

    private static @Nullable List<String> tags(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof List<?> list
                && list.size() <= MOST_TAGS
                && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw invalid("mrealm.tags must be a list of at most " + MOST_TAGS + " strings");
    }

    private static ApplicationError invalid(String message) {
        return ApplicationError.of(ErrorUri.INVALID_ARGUMENT, message);
    }
}
