package dev.weft.engine.desired;

import dev.weft.config.Ids;
import dev.weft.config.schema.Blocks;
import dev.weft.config.schema.Problem;
import dev.weft.config.schema.TypeName;
import dev.weft.config.web.WebService;
import dev.weft.config.worker.WorkerItem;
import dev.weft.model.Document;
import dev.weft.model.Finding;
import dev.weft.model.Origin;
import dev.weft.model.Pointer;
import dev.weft.model.SourceMap;
import dev.weft.model.spec.SpecReader;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks the workers of one node, values filled in: against their blocks, the policy, and each other. */
final class WorkerChecks {

    private static final String ROUTER = "router";
    private static final Set<String> WORKER_TYPES = types(WorkerItem.class);
    private static final Set<String> SERVICE_TYPES = types(WebService.class);

    private final String node;
    private final DesiredOptions options;
    private final Findings findings;
    private final Passed passed;
    private int found;

    WorkerChecks(String node, DesiredOptions options, Findings findings, Passed passed) {
        this.node = node;
        this.options = options;
        this.findings = findings;
        this.passed = passed;
    }

    /** The plain trees of all nodes, and the workers in which nothing was found: those that nodes share are checked once. */
    record Passed(PlainTrees trees, Set<Located> workers) {

        static Passed none(PlainTrees trees) {
            return new Passed(trees, Collections.newSetFromMap(new IdentityHashMap<>()));
        }
    }

    /** Whether the workers can be taken apart; if not, findings say why. */
    boolean check(Located workers) {
        if (!(workers instanceof Located.Items list)) {
            error(workers.origin(), node, "workers must be a list", "begin each worker with '- id: …'");
            return false;
        }
        Map<String, Origin> ids = new HashMap<>();
        for (Located worker : list.items()) {
            if (!(worker instanceof Located.Fields fields)) {
                error(
                        worker.origin(),
                        node,
                        "a worker must be a map with id and type",
                        "write - {id: …, type: router}");
                continue;
            }
            String id = WorkerObjects.text(fields, "id");
            Origin first = id.isEmpty() ? null : ids.putIfAbsent(id, worker.origin());
            if (first != null) {
                error(worker.origin(), title(fields), "is there twice: the other is at " + first, "rename one of them");
            }
            if (!passed.workers().contains(fields)) {
                int before = found;
                checkWorker(fields);
                if (found == before) {
                    passed.workers().add(fields);
                }
            }
        }
        new PortChecks(this::error).check(list);
        return found == 0;
    }

    private void checkWorker(Located.Fields worker) {
        String subject = title(worker);
        requireId(worker, subject, "worker");
        if (!allowed(worker, subject, "worker")) {
            return;
        }
        String type = WorkerObjects.text(worker, "type");
        if (!type.isEmpty() && !type.equals(ROUTER) && options.allowedTypes().contains(type)) {
            unavailable(worker, "type", subject, "worker type '" + type + "'");
            return;
        }
        Object plain = passed.trees().of(worker);
        SourceMap places = Located.places(worker);
        for (Problem problem : Blocks.checkTemplate(WorkerItem.class, plain)) {
            String where = Pointer.words(problem.pointer());
            String message = where.isEmpty() ? problem.message() : where + ": " + problem.message();
            error(places.at(problem.pointer()), subject, message, problem.remedy());
        }
        SecretChecks.check(plain, (pointer, message, remedy) -> error(places.at(pointer), subject, message, remedy));
        for (String later : List.of("components", "connections", "manhole")) {
            unavailable(worker, later, subject, "'" + later + "'");
        }
        checkRealms(worker, subject);
        AuthChecks auth = AuthChecks.of(worker, subject, this::error);
        for (Located.Fields transport : WorkerObjects.items(worker, "transports")) {
            requireId(transport, subject, "transport");
            checkServices(transport, subject);
            auth.check(transport);
        }
    }

    private void checkRealms(Located.Fields worker, String subject) {
        Map<String, Located.Fields> ids = new HashMap<>();
        for (Located.Fields realm : WorkerObjects.items(worker, "realms")) {
            String id = WorkerObjects.idOrName(realm);
            if (id.isEmpty()) {
                continue;
            }
            if (!Ids.isId(id)) {
                error(
                        realm.origin(),
                        subject,
                        "realm '" + id + "' needs an id, because its name cannot serve as one",
                        "give it " + Ids.ID_MEANING);
            }
            Located.Fields first = ids.putIfAbsent(id, realm);
            // Two of one name are told by the rules of the block.
            if (first != null && !WorkerObjects.text(first, "name").equals(WorkerObjects.text(realm, "name"))) {
                error(
                        realm.origin(),
                        subject,
                        "realm id '" + id + "' is there twice: the other is at " + first.origin(),
                        "give one of them another id");
            }
            unavailable(realm, "rlinks", subject, "'rlinks'");
        }
    }

    private void checkServices(Located.Fields transport, String subject) {
        if (transport.fields().get("paths") instanceof Located.Fields paths) {
            for (Located service : paths.fields().values()) {
                if (service instanceof Located.Fields fields) {
                    allowed(fields, subject, "web service");
                    checkServices(fields, subject);
                }
            }
        }
    }

    private boolean allowed(Located.Fields block, String subject, String what) {
        Set<String> known = what.equals("worker") ? WORKER_TYPES : SERVICE_TYPES;
        String type = WorkerObjects.text(block, "type");
        // What nobody knows is told by the rules of the block.
        if (!known.contains(type) || options.allowedTypes().contains(type)) {
            return true;
        }
        Located at = block.fields().get("type");
        Set<String> allowed = new TreeSet<>(options.allowedTypes());
        allowed.retainAll(known == WORKER_TYPES ? Set.of(ROUTER) : known);
        error(
                at == null ? block.origin() : at.origin(),
                subject,
                what + " type '" + type + "' may not be declared by documents",
                "allowed are " + String.join(", ", allowed));
        return false;
    }

    /** What the field {@code type} of these blocks may be. */
    private static Set<String> types(Class<?> blocks) {
        return Arrays.stream(blocks.getPermittedSubclasses())
                .map(block -> block.getAnnotation(TypeName.class).value())
                .collect(Collectors.toUnmodifiableSet());
    }

    private void unavailable(Located.Fields block, String field, String subject, String what) {
        Located found = block.fields().get(field);
        boolean empty = found instanceof Located.Items items && items.items().isEmpty();
        if (found != null && !empty) {
            error(found.origin(), subject, what + " is a feature that is not available in this version", "remove it");
        }
    }

    private void requireId(Located.Fields block, String subject, String what) {
        if (WorkerObjects.text(block, "id").isEmpty()) {
            error(block.origin(), subject, "a " + what + " needs an id", "give it " + Ids.ID_MEANING);
        }
    }

    private static String title(Located.Fields worker) {
        String id = WorkerObjects.text(worker, "id");
        return id.isEmpty() ? "worker" : "worker '" + id + "'";
    }

    private void error(Origin origin, String subject, String message, String remedy) {
        found++;
        findings.error(origin, subject, message, remedy);
    }

    /** What can be said about the workers of a layout that selects no node: references are taken as they are. */
    static void checkTemplate(Document document, Findings findings) {
        if (!(document.spec().get("workers") instanceof List<?> workers)) {
            return;
        }
        for (int i = 0; i < workers.size(); i++) {
            for (Problem problem : Blocks.checkTemplate(WorkerItem.class, workers.get(i))) {
                Finding finding = SpecReader.at(document, Pointer.child("/workers", i), problem);
                findings.add(finding);
            }
        }
    }
}
