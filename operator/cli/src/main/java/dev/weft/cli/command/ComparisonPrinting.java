package dev.weft.cli.command;

import dev.weft.cli.ExitStatus;
import dev.weft.cli.Surroundings;
import dev.weft.cli.git.RevisionComparison;
import dev.weft.cli.view.ComparisonView;
import dev.weft.cli.view.ComparisonView.Titles;
import dev.weft.cli.view.FindingsView;
import dev.weft.engine.compare.Comparison;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.render.NodeNames;
import dev.weft.sources.yaml.FleetDocuments;

/** Prints a comparison in the form that was asked for, and tells the exit status. */
final class ComparisonPrinting {

    private final RevisionComparison revisions;
    private final PlanOutputOptions output;
    private final Surroundings around;

    ComparisonPrinting(RevisionComparison revisions, PlanOutputOptions output, Surroundings around) {
        this.revisions = revisions;
        this.output = output;
        this.around = around;
    }

    int print() {
        Titles titles =
                new Titles(revisions.base().shortHash(), revisions.head().shortHash());
        boolean baseIsBroken = isBroken(revisions.baseDocuments(), titles.base());
        if (isBroken(revisions.headDocuments(), titles.head()) || baseIsBroken) {
            return ExitStatus.FAILED;
        }
        Desired head = desired(revisions.headDocuments());
        Comparison comparison = Comparison.between(desired(revisions.baseDocuments()), head);
        NodeNames names = output.names(head);
        ComparisonView view = new ComparisonView(comparison, head, names, titles);
        if (output.isJson()) {
            around.out().print(view.json());
        } else if (output.isMarkdown()) {
            around.out().print(view.markdown(output.mostBytes()));
        } else {
            around.out().print(view.text(around.colour()));
        }
        return comparison.isEmpty() ? ExitStatus.DONE : ExitStatus.CHANGES;
    }

    private boolean isBroken(FleetDocuments documents, String revision) {
        if (!documents.hasErrors() || documents.isNothing()) {
            return false;
        }
        if (output.isMarkdown()) {
            around.out().print(FindingsView.markdown(documents, revision, output.mostBytes()));
        }
        documents.findings().forEach(finding -> around.err().println(revision + ":" + FindingsView.line(finding)));
        around.err().println("the documents of revision " + revision + " have errors; nothing was compared");
        around.err().flush();
        return true;
    }

    /** A folder that is not in a revision, or holds no document, wants nothing. */
    private static Desired desired(FleetDocuments documents) {
        return documents.desired().orElseGet(Desired::empty);
    }
}
