package dev.weft.sources.yaml;

import dev.weft.model.Document;
import dev.weft.model.DocumentReader;
import dev.weft.model.Finding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bytes of one file to documents: several per file, and lists of documents ({@code kind: List}). */
final class TextReader {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);

    private final Limits limits;
    private final List<Document> documents;
    private final List<Finding> findings;

    TextReader(Limits limits, List<Document> documents, List<Finding> findings) {
        this.limits = limits;
        this.documents = documents;
        this.findings = findings;
    }

    void read(String file, byte[] bytes) {
        FindingLog log = new FindingLog(file, limits.findings());
        String text = decoded(bytes, log);
        if (text != null) {
            boolean json = file.toLowerCase(Locale.ROOT).endsWith(".json");
            List<Node> nodes = new NodeReader(json ? asYaml(text) : text, limits, log).documents();
            nodes.forEach(node -> document(node, log));
        }
        findings.addAll(log.findings());
    }

    /** JSON may be indented with tabs, and may escape a slash; YAML 1.1 knows neither. Inside a JSON text a tab is always escaped. */
    private static String asYaml(String json) {
        String spaced = json.replace('\t', ' ');
        return spaced.contains("\\/")
                ? ESCAPE.matcher(spaced).replaceAll(escape -> "/".equals(escape.group(1)) ? "/" : "$0")
                : spaced;
    }

    private void document(Node node, FindingLog log) {
        List<Node> items = itemsOfList(node);
        if (items != null) {
            items.forEach(item -> document(item, log));
            return;
        }
        DocumentReader.Read read = DocumentReader.read(Trees.tree(node), Trees.places(node, log));
        read.document().ifPresent(documents::add);
        findings.addAll(read.findings());
    }

    private static @Nullable List<Node> itemsOfList(Node node) {
        boolean list = node instanceof Node.Mapping mapping
                && "List".equals(scalar(mapping, "kind"))
                && "v1".equals(scalar(mapping, "apiVersion"));
        if (!list) {
            return null;
        }
        Node.Member items = ((Node.Mapping) node).members().get("items");
        return items != null && items.value() instanceof Node.Sequence sequence ? sequence.items() : List.of();
    }

    private static @Nullable Object scalar(Node.Mapping mapping, String key) {
        Node.Member member = mapping.members().get(key);
        return member != null && member.value() instanceof Node.Scalar scalar ? scalar.value() : null;
    }

    private static @Nullable String decoded(byte[] bytes, FindingLog log) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            int line = 1;
            String valid = new String(bytes, StandardCharsets.UTF_8);
            int bad = Math.max(0, valid.indexOf('\uFFFD'));
            for (int at = 0; at < bad; at++) {
                line += valid.charAt(at) == '\n' ? 1 : 0;
            }
            int column = bad - valid.lastIndexOf('\n', Math.max(0, bad - 1));
            log.error(new Node.Mark(line, Math.max(1, column)), "not UTF-8", "save the file as UTF-8");
            return null;
        }
    }
}
