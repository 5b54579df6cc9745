package dev.weft.engine.sim;

import dev.weft.model.Document;
import dev.weft.model.DocumentReader;
import dev.weft.model.Finding;
import dev.weft.model.Origin;
import dev.weft.model.Pointer;
import dev.weft.model.SourceMap;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads documents of tests, with their places; lenient where the real reader is strict. */
public final class YamlDocuments {

    private YamlDocuments() {}

    /** Documents of one file; those that cannot be read are an error of the test. */
    public static List<Document> read(String file, String text) {
        List<Document> documents = new ArrayList<>();
        for (Node node : new Yaml(new SafeConstructor(new LoaderOptions())).composeAll(new StringReader(text))) {
            SourceMap.Builder places = SourceMap.builder();
            Object tree = tree(node, file, Pointer.ROOT, places);
            DocumentReader.Read read = DocumentReader.read(tree, places.build());
            if (read.findings().stream().anyMatch(Finding::isError)) {
                throw new IllegalArgumentException(read.findings().toString());
            }
            read.document().ifPresent(documents::add);
        }
        return documents;
    }

    /** One plain tree. */
    public static Object plain(String text) {
        Node node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
        return tree(node, "", Pointer.ROOT, SourceMap.builder());
    }

    private static Object tree(Node node, String file, String pointer, SourceMap.Builder places) {
        places.put(
                pointer,
                new Origin(
                        file,
                        node.getStartMark().getLine() + 1,
                        node.getStartMark().getColumn() + 1));
        if (node instanceof MappingNode mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                String key = ((ScalarNode) tuple.getKeyNode()).getValue();
                map.put(key, tree(tuple.getValueNode(), file, Pointer.child(pointer, key), places));
            }
            return map;
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                list.add(tree(item, file, Pointer.child(pointer, list.size()), places));
            }
            return list;
        }
        return scalar((ScalarNode) node);
    }

    private static Object scalar(ScalarNode node) {
        if (node.getTag().equals(Tag.INT)) {
            return Long.valueOf(node.getValue());
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return Boolean.valueOf(node.getValue());
        }
        return node.getValue();
    }
}
