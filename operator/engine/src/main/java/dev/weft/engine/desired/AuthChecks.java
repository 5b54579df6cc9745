package dev.weft.engine.desired;

import dev.weft.config.schema.Suggestion;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The realms and roles that the authentication of a worker's transports assigns: they must be the worker's. */
final class AuthChecks {

    private static final String STATIC = "static";
    private static final String ANONYMOUS = "anonymous";

    private final SortedMap<String, TreeSet<String>> roles;
    private final String subject;
    private final Errors errors;

    private AuthChecks(SortedMap<String, TreeSet<String>> roles, String subject, Errors errors) {
        this.roles = roles;
        this.subject = subject;
        this.errors = errors;
    }

    /** Checks against the realms of this worker. */
    static AuthChecks of(Located.Fields worker, String subject, Errors errors) {
        SortedMap<String, TreeSet<String>> roles = new TreeMap<>();
        for (Located.Fields realm : WorkerObjects.items(worker, "realms")) {
            TreeSet<String> names = new TreeSet<>();
            WorkerObjects.items(realm, "roles").forEach(role -> names.add(WorkerObjects.text(role, "name")));
            names.remove("");
            roles.computeIfAbsent(WorkerObjects.text(realm, "name"), realmName -> new TreeSet<>())
                    .addAll(names);
        }
        roles.remove("");
        return new AuthChecks(roles, subject, errors);
    }

    /** Checks a transport and the services in it. */
    void check(Located tree) {
        if (!(tree instanceof Located.Fields fields)) {
            return;
        }
        fields.fields().forEach((name, value) -> {
            if (name.equals("auth") && value instanceof Located.Fields methods) {
                methods.fields().forEach(this::method);
            } else {
                check(value);
            }
        });
    }

    private void method(String name, Located method) {
        if (!(method instanceof Located.Fields fields)) {
            return;
        }
        if (!STATIC.equals(WorkerObjects.text(fields, "type"))) {
            requireRealm(fields);
            return;
        }
        boolean bare = name.equals(ANONYMOUS) && !fields.fields().containsKey("role");
        if (requireRealm(fields) && bare) {
            requireRole(ANONYMOUS, fields, method);
        }
        principals(fields);
    }

    /** Each block that names a role, and perhaps the realm in which it holds. */
    private void principals(Located.Fields block) {
        Located role = block.fields().get("role");
        if (role instanceof Located.Leaf leaf && leaf.value() instanceof String name && requireRealm(block)) {
            requireRole(name, block, role);
        }
        block.fields().values().forEach(below -> {
            if (below instanceof Located.Fields fields) {
                principals(fields);
            }
        });
    }

    private boolean requireRealm(Located.Fields block) {
        Located realm = block.fields().get("realm");
        if (!(realm instanceof Located.Leaf leaf)
                || !(leaf.value() instanceof String name)
                || isOpen(name)
                || roles.containsKey(name)) {
            return true;
        }
        errors.error(
                realm.origin(),
                subject,
                "authentication puts sessions into realm '" + name + "', which this worker does not have",
                meant(name, roles, "add the realm"));
        return false;
    }

    private void requireRole(String role, Located.Fields block, Located at) {
        String realm = WorkerObjects.text(block, "realm");
        if (isOpen(role) || isOpen(realm)) {
            return;
        }
        TreeSet<String> known = new TreeSet<>();
        (realm.isEmpty() ? roles : Map.of(realm, roles.getOrDefault(realm, new TreeSet<>())))
                .values()
                .forEach(known::addAll);
        if (!known.contains(role)) {
            errors.error(
                    at.origin(),
                    subject,
                    "authentication gives sessions the role '" + role + "', which "
                            + (realm.isEmpty() ? "no realm of this worker has" : "realm '" + realm + "' does not have"),
                    meant(role, Map.copyOf(asKeys(known)), "add the role to the realm"));
        }
    }

    private static Map<String, String> asKeys(TreeSet<String> names) {
        Map<String, String> keys = new TreeMap<>();
        names.forEach(name -> keys.put(name, name));
        return keys;
    }

    private static String meant(String name, Map<String, ?> known, String add) {
        TreeSet<String> names = new TreeSet<>(known.keySet());
        return Suggestion.nearest(name, names)
                .map(near -> "did you mean '" + near + "'?")
                .orElse(names.isEmpty() ? add : add + ", or name one of " + String.join(", ", names));
    }

    /** The node fills it in from its environment. */
    private static boolean isOpen(String text) {
        return text.contains("${") || text.startsWith("$");
    }
}
