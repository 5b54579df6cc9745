package dev.weft.controller.fleet;

import dev.weft.model.Document;
import dev.weft.model.Kinds;
import dev.weft.model.spec.NodeLayoutSpec;
import dev.weft.model.spec.SpecReader;
import java.util.List;

/** What has to go before what, where several resources are deleted. */
final class Leaving {

    private Leaving() {}

    /** The layouts that select the node and are being deleted with all that they put there; none for other kinds. */
    static List<Entry> layouts(List<Entry> entries, Entry node) {
        if (!node.ref().kind().equals(Kinds.FABRIC_NODE) || node.document().isEmpty()) {
            return List.of();
        }
        Document document = node.document().get();
        return entries.stream()
                .filter(Leaving::isLayoutAtWork)
                .filter(layout -> layout.document()
                        .filter(each -> selects(each, document))
                        .isPresent())
                .toList();
    }

    /** One that is held may wait for days, and nobody knows for what. */
    private static boolean isLayoutAtWork(Entry entry) {
        return entry.ref().kind().equals(Kinds.NODE_LAYOUT)
                && switch (entry.deletion().step()) {
                    case SETTLING, WORKING, BLOCKED -> true;
                    case NONE, HELD, DONE -> false;
                };
    }

    private static boolean selects(Document layout, Document node) {
        return SpecReader.read(layout, Kinds.NODE_LAYOUT, NodeLayoutSpec.class)
                .spec()
                .filter(spec -> spec.selects(
                        String.valueOf(node.spec().get("mrealm")),
                        node.metadata().labels()))
                .isPresent();
    }
}
