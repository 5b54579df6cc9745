package dev.weft.controller.fleet;

import dev.weft.controller.deletion.DeletionStage.Step;
import dev.weft.model.Document;
import dev.weft.model.Kinds;
import dev.weft.model.spec.NodeLayoutSpec;
import dev.weft.model.spec.SpecReader;
import java.util.List;

/** What has to go before what, where several resources are deleted. */
final class Leaving {

    private Leaving() {}

    /** Titles of the layouts that select the node and are being deleted with all that they put there; none for other kinds. */
    static List<String> emptying(List<Entry> entries, Entry node) {
        if (!node.ref().kind().equals(Kinds.FABRIC_NODE) || node.document().isEmpty()) {
            return List.of();
        }
        Document document = node.document().get();
        return entries.stream()
                .filter(Leaving::isLayoutAtWork)
                .filter(layout -> layout.document()
                        .filter(each -> selects(each, document))
                        .isPresent())
                .map(layout -> layout.ref().title())
                .toList();
    }

    private static boolean isLayoutAtWork(Entry entry) {
        Step step = entry.deletion().step();
        return entry.ref().kind().equals(Kinds.NODE_LAYOUT) && step != Step.NONE && step != Step.DONE;
    }

    private static boolean selects(Document layout, Document node) {
        return SpecReader.read(layout, Kinds.NODE_LAYOUT, NodeLayoutSpec.class)
                .spec()
                .filter(spec ->
                        spec.nodeSelector().toSelector().matches(node.metadata().labels()))
                .isPresent();
    }
}
