package dev.weft.cli.command;

import dev.weft.cli.CliFailure;
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
    private final String path;
    private final PlanOutputOptions output;
    private final Surroundings around;

    /** @param path the folder that was compared, as it was asked for */
    ComparisonPrinting(RevisionComparison revisions, String path, PlanOutputOptions output, Surroundings around) {
        this.revisions = revisions;
        this.path = path;
        this.output = output;
        this.around = around;
    }

    int print() {
        Titles titles =
                new Titles(revisions.base().shortHash(), revisions.head().shortHash());
        if (revisions.baseDocuments().isNothing() && revisions.headDocuments().isNothing()) {
            throw CliFailure.of(
                    "neither " + titles.base() + " nor " + titles.head() + " has a document of weft.dev in "
                            + (path.equals(".") ? "the whole repository" : "'" + path + "'"),
                    "Name the folder of the documents, from the root of the repository, with --path.");
        }
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

    /** A folder that is not in one of the revisions, or holds no document there, wants nothing: it was added or removed. */
    private static Desired desired(FleetDocuments documents) {
        return documents.desired().orElseGet(Desired::empty);
    }
}
