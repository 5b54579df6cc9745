package dev.weft.node.controller;

import dev.weft.config.ControllerConfig;
import dev.weft.config.ControllerConfig.ShutdownMode;
import dev.weft.config.Ids;
import dev.weft.config.NodeConfig;
import dev.weft.config.schema.Blocks;
import dev.weft.config.schema.OrEnv;
import dev.weft.config.schema.Pointers;
import dev.weft.config.schema.Problem;
import dev.weft.config.schema.Reading;
import dev.weft.config.worker.RouterItem;
import dev.weft.config.worker.WorkerItem;
import dev.weft.node.NodeFailure;
import dev.weft.node.layout.Layout;
import dev.weft.node.layout.Layout.RealmLayout;
import dev.weft.node.layout.Layout.TransportLayout;
import dev.weft.node.layout.Layout.WorkerLayout;
import dev.weft.node.procedure.KeptUris;
import dev.weft.wamp.serializer.JsonText;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's {@code config.json}. */
public final class ConfigFile {

    public static final String NAME = "config.json";

    private static final Logger LOG = LoggerFactory.getLogger(ConfigFile.class);
    private static final long MOST_BYTES = 16 << 20;

    /** That are told at once: who has more has mended none yet. */
    private static final int MOST_PROBLEMS = 50;

    private final Path file;
    private final NodeConfig config;
    private final Layout layout;
    private final ConfigPlaces places;
    private final List<String> doubts;

    private ConfigFile(Path file, NodeConfig config, Layout layout, ConfigPlaces places, List<String> doubts) {
        this.file = file;
        this.config = config;
        this.layout = layout;
        this.places = places;
        this.doubts = List.copyOf(doubts);
    }

    /** Checked. */
    public NodeConfig config() {
        return config;
    }

    /** Its router workers; ids that the file leaves out are counted, as Crossbar.io does. */
    public Layout layout() {
        return layout;
    }

    /** Where the objects of {@link #layout} stand. */
    ConfigPlaces places() {
        return places;
    }

    /** What can hardly be meant, each with its place. */
    public List<String> doubts() {
        return doubts;
    }

    /** For a node that has no other workers either, and no master that could give it some. */
    public String whyNothingRuns() {
        String why = Files.exists(file)
                ? file + (config.workers().isEmpty() ? " names no workers" : " names no worker that is started here")
                : "there is no " + file;
        return why
                + ", and no master is named, so this node runs nothing. Name workers there, or a master with --master URL";
    }

    /**
     * Reads the folder's file; one that is absent is empty.
     *
     * @param environment for values that the file takes from variables
     * @throws NodeFailure naming every place that is wrong
     */
    public static ConfigFile read(Path cbdir, Map<String, String> environment) {
        Path file = cbdir.resolve(NAME);
        String text = Files.exists(file) ? text(file) : "{\"version\": 2}";
        Object tree = parse(file, text);
        ConfigText place = new ConfigText(file, text);
        Reading<NodeConfig> reading = Blocks.read(NodeConfig.class, tree);
        NodeConfig config = reading.value()
                .orElseThrow(() -> new NodeFailure(OtherWorkers.judged(reading.problems(), dictionary(tree)).stream()
                        .limit(MOST_PROBLEMS)
                        .map(place::say)
                        .collect(Collectors.joining("\n"))));
        List<Problem> uris = keptUris(config);
        if (!uris.isEmpty()) {
            throw new NodeFailure(
                    uris.stream().limit(MOST_PROBLEMS).map(place::say).collect(Collectors.joining("\n")));
        }
        ignored(config).forEach(part -> LOG.warn("{}: {} is not available in this build and is ignored", file, part));
        OtherWorkers.of(dictionary(tree)).forEach(other -> LOG.error("{}; it is not started", place.say(other)));
        Walk walk = new Walk(environment, new ConfigPlaces(place), new ConfigDoubts(environment));
        Layout layout = walk.layout(config, dictionary(tree));
        List<String> doubts = walk.doubts().found().stream()
                .limit(MOST_PROBLEMS)
                .map(place::say)
                .toList();
        return new ConfigFile(file, config, layout, walk.places(), doubts);
    }

    private static List<Problem> keptUris(NodeConfig config) {
        List<Problem> found = new ArrayList<>();
        for (int i = 0; i < config.workers().size(); i++) {
            if (config.workers().get(i) instanceof RouterItem router) {
                for (int k = 0; k < router.realms().size(); k++) {
                    String realm = "/workers/" + i + "/realms/" + k;
                    KeptUris.problems(router.realms().get(k)).forEach(problem -> found.add(problem.under(realm)));
                }
            }
        }
        return found;
    }

    /** What the file says and this build does not do: an existing node must still start, but nobody should wonder. */
    private static List<String> ignored(NodeConfig config) {
        ControllerConfig controller = config.controller();
        List<String> parts = new ArrayList<>();
        addIf(controller.manhole() != null, "controller.manhole", parts);
        addIf(controller.keyring() != null, "controller.keyring", parts);
        addIf(controller.blockchain() != null && !controller.blockchain().isEmpty(), "controller.blockchain", parts);
        addIf(controller.enableDocker(), "controller.enable_docker", parts);
        addIf(
                controller.options().shutdown().stream().anyMatch(mode -> mode != ShutdownMode.ON_SHUTDOWN_REQUESTED),
                "controller.options.shutdown (other than shutdown_on_shutdown_requested)",
                parts);
        for (WorkerItem item : config.workers()) {
            if (item instanceof RouterItem router) {
                addIf(!router.components().isEmpty(), "components of a router", parts);
                addIf(router.manhole() != null, "manhole of a router", parts);
                addIf(router.realms().stream().anyMatch(r -> !r.rlinks().isEmpty()), "rlinks of a realm", parts);
            }
        }
        return parts;
    }

    private static void addIf(boolean there, String part, List<String> parts) {
        if (there) {
            parts.add(part);
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new NodeFailure(file + " has more than " + MOST_BYTES + " bytes");
            }
            return Files.readString(file);
        } catch (MalformedInputException malformed) {
            throw new NodeFailure(file + " is no text in UTF-8", malformed);
        } catch (IOException failure) {
            throw new NodeFailure("cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static @Nullable Object parse(Path file, String text) {
        try {
            return JsonText.read(text);
        } catch (JsonText.Malformed malformed) {
            throw new NodeFailure(file + ": " + malformed.getMessage(), malformed);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> dictionary(@Nullable Object tree) {
        return tree instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    static List<Map<String, @Nullable Object>> items(Map<String, @Nullable Object> parent, String key) {
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        if (parent.get(key) instanceof List<?> list) {
            list.forEach(item -> items.add(dictionary(item)));
        }
        return items;
    }

    /** From the checked file to a layout, with configurations as they are written there; and what else is seen on the way. */
    private record Walk(Map<String, String> environment, ConfigPlaces places, ConfigDoubts doubts) {

        Layout layout(NodeConfig config, Map<String, @Nullable Object> tree) {
            Layout layout = Layout.empty();
            List<Map<String, @Nullable Object>> items = items(tree, "workers");
            for (int i = 0; i < items.size(); i++) {
                WorkerItem item = config.workers().get(i);
                if (item instanceof RouterItem router && !disabled(router)) {
                    String id = id(items.get(i), "worker", layout.workers().keySet());
                    String pointer = "/workers/" + i;
                    layout = layout.with(worker(id, items.get(i), pointer));
                    doubts.lookAt(router, items.get(i), pointer);
                }
            }
            return layout;
        }

        private boolean disabled(RouterItem item) {
            OrEnv<Boolean> disabled = item.options().disabled();
            return disabled != null && disabled.resolve(environment, Boolean::valueOf);
        }

        private WorkerLayout worker(String id, Map<String, @Nullable Object> item, String pointer) {
            WorkerLayout worker =
                    WorkerLayout.of(id, String.valueOf(item.get("type")), dictionary(item.get("options")));
            places.put(List.of(id), worker.options(), pointer);
            worker = realms(worker, items(item, "realms"), pointer + "/realms/");
            return transports(worker, items(item, "transports"), pointer + "/transports/");
        }

        private WorkerLayout realms(WorkerLayout before, List<Map<String, @Nullable Object>> realms, String pointer) {
            WorkerLayout worker = before;
            for (int i = 0; i < realms.size(); i++) {
                Map<String, @Nullable Object> realm = realms.get(i);
                String realmId = id(realm, "realm", worker.realms().keySet());
                places.put(List.of(worker.id(), LayoutReplay.START_REALM, realmId), realm, pointer + i);
                Map<String, Map<String, @Nullable Object>> roles = new LinkedHashMap<>();
                for (Map<String, @Nullable Object> role : items(realm, "roles")) {
                    String roleId = id(role, "role", roles.keySet());
                    String place = pointer + i + "/roles/" + roles.size();
                    places.put(List.of(worker.id(), LayoutReplay.START_ROLE, realmId, roleId), role, place);
                    roles.put(roleId, role);
                }
                worker = worker.with(new RealmLayout(realmId, realm, roles));
            }
            return worker;
        }

        private WorkerLayout transports(
                WorkerLayout before, List<Map<String, @Nullable Object>> transports, String pointer) {
            WorkerLayout worker = before;
            for (int i = 0; i < transports.size(); i++) {
                Map<String, @Nullable Object> transport = transports.get(i);
                String place = pointer + i;
                String workerId = worker.id();
                String transportId =
                        id(transport, "transport", worker.transports().keySet());
                places.put(List.of(workerId, LayoutReplay.START_TRANSPORT, transportId), transport, place);
                Map<String, Map<String, @Nullable Object>> services = new LinkedHashMap<>();
                dictionary(transport.get("paths")).forEach((path, service) -> {
                    if (!path.equals("/")) {
                        Map<String, @Nullable Object> config = dictionary(service);
                        places.put(
                                List.of(workerId, LayoutReplay.START_SERVICE, transportId, path),
                                config,
                                place + "/paths/" + Pointers.escape(path));
                        services.put(path, config);
                    }
                });
                worker = worker.with(new TransportLayout(transportId, transport, services));
            }
            return worker;
        }

        private static String id(Map<String, @Nullable Object> item, String prefix, Set<String> taken) {
            return item.get("id") instanceof String given ? given : Ids.next(prefix, taken);
        }
    }
}
