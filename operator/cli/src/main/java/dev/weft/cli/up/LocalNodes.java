package dev.weft.cli.up;

import dev.weft.cli.CliFailure;
import dev.weft.cli.key.KeyFile;
import dev.weft.engine.path.NodeKey;
import dev.weft.model.Document;
import dev.weft.model.Kinds;
import dev.weft.wamp.auth.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The nodes that run on this machine: those that documents declare without a key. Each gets a key, and its document with that key in
 * it.
 *
 * @param documents all documents, completed
 * @param nodes the nodes to start, with the names of their folders
 * @param elsewhere nodes whose documents hold a key: somebody else runs them
 */
record LocalNodes(List<Document> documents, SortedMap<NodeKey, String> nodes, List<NodeKey> elsewhere) {

    private static final String PUBLIC_KEY = "publicKey";

    /** Makes the keys that are missing, and the nodes' folders. */
    static LocalNodes prepare(List<Document> written, UpFolder folder, Path source, String createdAt) {
        Map<String, Integer> names = new HashMap<>();
        written.stream().filter(LocalNodes::isNode).forEach(node -> names.merge(authid(node), 1, Integer::sum));
        List<Document> documents = new ArrayList<>();
        SortedMap<NodeKey, String> nodes = new TreeMap<>();
        List<NodeKey> elsewhere = new ArrayList<>();
        for (Document document : written) {
            if (!isNode(document)) {
                documents.add(document);
                continue;
            }
            NodeKey key = new NodeKey(String.valueOf(document.spec().get("mrealm")), authid(document));
            if (document.spec().get(PUBLIC_KEY) != null) {
                elsewhere.add(key);
                documents.add(document);
                continue;
            }
            String name = names.getOrDefault(key.authid(), 1) > 1 ? key.mrealm() + "." + key.authid() : key.authid();
            nodes.put(key, name);
            documents.add(withKey(document, publicKey(folder, source, key.authid(), name, createdAt)));
        }
        return new LocalNodes(documents, nodes, elsewhere);
    }

    private static String publicKey(UpFolder folder, Path source, String authid, String name, String createdAt) {
        try {
            folder.prepareNode(name, source);
        } catch (IOException failure) {
            throw CliFailure.of("cannot make the folder of node " + name + ": " + failure.getMessage(), "");
        }
        Path file = folder.node(name).resolve("key.priv");
        if (Files.exists(file)) {
            return KeyFile.read(file).publicKeyHex();
        }
        SigningKey key = KeyFile.generate();
        KeyFile.write(file, key, KeyFile.Owner.node(authid), createdAt, KeyFile.Existing.KEEP);
        return key.publicKeyHex();
    }

    private static boolean isNode(Document document) {
        return document.kind().equals(Kinds.FABRIC_NODE.name());
    }

    private static String authid(Document node) {
        return node.spec().get("authid") instanceof String authid ? authid : node.name();
    }

    private static Document withKey(Document document, String publicKey) {
        Map<String, Object> spec = new LinkedHashMap<>(document.spec());
        spec.put(PUBLIC_KEY, publicKey);
        return new Document(document.apiVersion(), document.kind(), document.metadata(), spec, document.source());
    }
}
