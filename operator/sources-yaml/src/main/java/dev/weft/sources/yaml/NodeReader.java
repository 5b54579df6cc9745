package dev.weft.sources.yaml;

import dev.weft.sources.yaml.FindingLog.Unreadable;
import dev.weft.sources.yaml.Node.Mark;
import dev.weft.sources.yaml.Node.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * One file's text to one {@link Node} per document. Works on the parser's events, so that nothing is built before its bound is
 * checked and every value keeps its place.
 */
final class NodeReader {

    private final String text;
    private final Parser parser;
    private final Limits limits;
    private final FindingLog log;
    private final Map<String, Node> anchors = new HashMap<>();
    private int depth;
    private int aliases;
    private long nodes;

    NodeReader(String text, Limits limits, FindingLog log) {
        this.text = text;
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(false);
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.parser = new ParserImpl(new StreamReader(text), options);
        this.limits = limits;
        this.log = log;
    }

    /**
     * The documents up to the first place that cannot be read, without the empty ones and those in which anything was found: what is
     * missing in these may be what could not be read.
     */
    List<Node> documents() {
        List<Node> documents = new ArrayList<>();
        try {
            while (!parser.checkEvent(Event.ID.StreamEnd)) {
                Event event = parser.getEvent();
                if (event.is(Event.ID.DocumentStart)) {
                    document().ifPresent(documents::add);
                }
            }
        } catch (Unreadable cause) {
            log.last(cause);
        } catch (MarkedYAMLException broken) {
            log.last(SyntaxAdvice.of(broken));
        } catch (YAMLException broken) {
            log.last(new Unreadable(
                    firstUnprintable(),
                    "a character that YAML does not allow",
                    "write it as an escape in a quoted text"));
        }
        return documents;
    }

    private Optional<Node> document() {
        anchors.clear();
        aliases = 0;
        nodes = 0;
        depth = 0;
        int before = log.findings().size();
        Node root = node();
        boolean empty = root instanceof Node.Scalar scalar && scalar.value() == null;
        return empty || log.findings().size() > before ? Optional.empty() : Optional.of(root);
    }

    private Node node() {
        Event event = parser.getEvent();
        Mark at = mark(event.getStartMark());
        if (event instanceof AliasEvent alias) {
            return alias(alias.getAnchor(), at);
        }
        count(1, at);
        Node node;
        if (event instanceof ScalarEvent scalar) {
            node = new Node.Scalar(scalar(scalar, at), at);
        } else if (event instanceof SequenceStartEvent start) {
            refuseTag(start.getTag(), start.getImplicit(), at);
            node = sequence(at);
        } else if (event instanceof MappingStartEvent start) {
            refuseTag(start.getTag(), start.getImplicit(), at);
            node = mapping(at);
        } else {
            throw new Unreadable(at, "expected a value", "correct the YAML here");
        }
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private Node alias(String name, Mark at) {
        if (++aliases > limits.aliases()) {
            throw new Unreadable(
                    at, "more than " + limits.aliases() + " aliases in one document", "write the values out");
        }
        Node node = anchors.get(name);
        if (node == null) {
            log.error(
                    at,
                    "alias *" + name + " names no anchor that ends before it",
                    "write &" + name + " at the value it repeats");
            return new Node.Scalar(null, at);
        }
        count(node.size(), at);
        return node;
    }

    private Node sequence(Mark at) {
        enter(at);
        List<Node> items = new ArrayList<>();
        long size = 1;
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            Node item = node();
            size += item.size();
            items.add(item);
        }
        leave();
        return new Node.Sequence(items, at, size);
    }

    private Node mapping(Mark at) {
        enter(at);
        Map<String, Member> members = new LinkedHashMap<>();
        long size = 1;
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            Mark keyAt = mark(parser.peekEvent().getStartMark());
            String key = key(keyAt);
            Node value = node();
            size += value.size();
            Member earlier = key == null ? null : members.putIfAbsent(key, new Member(keyAt, value));
            if (earlier != null) {
                log.error(
                        keyAt,
                        "duplicate key '" + key + "', first written in line "
                                + earlier.at().line(),
                        "keep one of the two");
            }
        }
        leave();
        return new Node.Mapping(members, at, size);
    }

    /** The key, or null after a finding where it is none that JSON could have. */
    private @Nullable String key(Mark at) {
        int before = log.findings().size();
        Node key = node();
        if (log.findings().size() > before) {
            return null;
        }
        if (key instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
            if (text.equals("<<")) {
                log.error(at, "merge keys (<<) are not supported", "write the members out");
                return null;
            }
            return text;
        }
        log.error(at, "a key must be text", "put the key in quotes");
        return null;
    }

    private @Nullable Object scalar(ScalarEvent event, Mark at) {
        if (event.getTag() != null) {
            refuseTag(event.getTag(), false, at);
            return event.getValue();
        }
        if (!event.isPlain()) {
            return event.getValue();
        }
        PlainScalars.Meaning meaning = PlainScalars.of(event.getValue());
        if (meaning.isRefused()) {
            log.error(at, meaning.message(), meaning.remedy());
        }
        return meaning.value();
    }

    private void refuseTag(@Nullable String tag, boolean implicit, Mark at) {
        if (tag != null && !implicit) {
            log.error(
                    at,
                    "the tag " + tag + " is not allowed: only the types that JSON has",
                    "leave the tag out; quote a text");
        }
    }

    private void enter(Mark at) {
        parser.peekEvent();
        if (++depth > limits.depth()) {
            throw new Unreadable(at, "nested more than " + limits.depth() + " deep", "flatten it");
        }
    }

    private void leave() {
        parser.getEvent();
        depth--;
    }

    private void count(long more, Mark at) {
        nodes += more;
        if (nodes > limits.nodes()) {
            throw new Unreadable(
                    at,
                    "more than " + limits.nodes() + " values in one document",
                    "split the document, or use fewer aliases");
        }
    }

    private static Mark mark(org.yaml.snakeyaml.error.Mark mark) {
        return SyntaxAdvice.mark(mark);
    }

    /** The parser refuses control characters without telling a line. */
    private Mark firstUnprintable() {
        int line = 1;
        int column = 1;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            if (!StreamReader.isPrintable(point)) {
                return new Mark(line, column);
            }
            at += Character.charCount(point);
            column = point == '\n' ? 1 : column + 1;
            line = point == '\n' ? line + 1 : line;
        }
        return new Mark(1, 1);
    }
}
