package dev.weft.engine.sim;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredLoader;
import dev.weft.engine.desired.DesiredOptions;
import dev.weft.engine.path.NodeKey;
import dev.weft.model.Document;
import dev.weft.model.Metadata;
import dev.weft.model.Origin;
import dev.weft.model.SourceMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random documents of one small fleet: any two of them differ in everything that can differ. */
public final class RandomFleet {

    public static final String MREALM = "plant-a";

    private static final int NODES = 3;

    private final Random dice;

    public RandomFleet(Random dice) {
        this.dice = dice;
    }

    public static NodeKey node(int number) {
        return new NodeKey(MREALM, "edge" + number);
    }

    public static String key(int number) {
        return String.format(java.util.Locale.ROOT, "%064x", number + 1);
    }

    /** Documents in a random order. */
    public List<Document> documents() {
        List<Document> documents = new ArrayList<>();
        documents.add(document("ManagementRealm", MREALM, Map.of(), Map.of()));
        for (int i = 0; i < NODES; i++) {
            Map<String, Object> spec = new LinkedHashMap<>();
            spec.put("mrealm", MREALM);
            spec.put("publicKey", key(i));
            spec.put("layoutPolicy", i == 0 ? "Exclusive" : "Shared");
            documents.add(document("FabricNode", "edge" + i, Map.of("site", "s" + i % 2), spec));
        }
        documents.add(layout("all", Map.of()));
        documents.add(layout("some", Map.of("matchLabels", Map.of("site", "s1"))));
        Collections.shuffle(documents, dice);
        return documents;
    }

    public static Desired load(List<Document> documents) {
        DesiredLoader.Loaded loaded = DesiredLoader.load(documents, DesiredOptions.DEFAULT);
        return loaded.desired()
                .orElseThrow(() -> new AssertionError(loaded.findings().toString()));
    }

    private Document layout(String name, Map<String, Object> selector) {
        List<Object> workers = new ArrayList<>();
        int count = name.equals("all") ? 1 + dice.nextInt(2) : dice.nextInt(2);
        for (int i = 0; i < count; i++) {
            workers.add(worker(name + "-w" + i, i + (name.equals("all") ? 0 : 10)));
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("mrealm", MREALM);
        spec.put("nodeSelector", selector);
        spec.put("workers", workers);
        return document("NodeLayout", name, Map.of(), spec);
    }

    private Map<String, Object> worker(String id, int number) {
        Map<String, Object> worker = new LinkedHashMap<>();
        worker.put("id", id);
        worker.put("type", "router");
        if (dice.nextInt(4) == 0) {
            worker.put("options", Map.of("title", "t" + dice.nextInt(3)));
        }
        List<Object> realms = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            if (dice.nextBoolean()) {
                realms.add(realm("realm" + i));
            }
        }
        worker.put("realms", realms);
        List<Object> transports = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            if (dice.nextBoolean()) {
                transports.add(transport("t" + i, 8000 + number * 100 + i * 10));
            }
        }
        worker.put("transports", transports);
        return worker;
    }

    private Map<String, Object> realm(String name) {
        Map<String, Object> realm = new LinkedHashMap<>();
        realm.put("name", name);
        if (dice.nextInt(3) == 0) {
            realm.put("options", Map.of("enable_meta_api", dice.nextBoolean()));
        }
        List<Object> roles = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            if (dice.nextBoolean()) {
                roles.add(Map.of("name", "role" + i, "permissions", permissions()));
            }
        }
        realm.put("roles", roles);
        return realm;
    }

    private List<Object> permissions() {
        List<Object> permissions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            if (dice.nextBoolean()) {
                permissions.add(Map.of(
                        "uri",
                        "com.p" + i + ".",
                        "match",
                        "prefix",
                        "allow",
                        Map.of("call", dice.nextBoolean(), "publish", dice.nextBoolean())));
            }
        }
        return permissions;
    }

    private Map<String, Object> transport(String id, int port) {
        Map<String, Object> transport = new LinkedHashMap<>();
        transport.put("id", id);
        boolean web = dice.nextBoolean();
        transport.put("type", web ? "web" : "rawsocket");
        transport.put("endpoint", Map.of("type", "tcp", "port", (long) port + dice.nextInt(3)));
        if (web) {
            Map<String, Object> paths = new TreeMap<>();
            paths.put("/", Map.of("type", "nodeinfo"));
            if (dice.nextBoolean()) {
                paths.put("info", Map.of("type", "json", "value", (long) dice.nextInt(3)));
            }
            if (dice.nextBoolean()) {
                paths.put("ws", Map.of("type", "websocket"));
            }
            transport.put("paths", paths);
        }
        return transport;
    }

    private static Document document(String kind, String name, Map<String, String> labels, Map<String, Object> spec) {
        Metadata metadata = new Metadata(name, "", new TreeMap<>(labels), new TreeMap<>());
        Origin origin = new Origin(name + ".yaml", 1, 1);
        return new Document(Document.API_VERSION, kind, metadata, spec, SourceMap.of(origin));
    }
}
