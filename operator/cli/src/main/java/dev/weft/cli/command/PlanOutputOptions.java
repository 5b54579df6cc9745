package dev.weft.cli.command;

import dev.weft.cli.CliFailure;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.render.NodeNames;
import picocli.CommandLine.Option;

/** How a plan is printed. */
final class PlanOutputOptions {

    private static final int LEAST = 1_000;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text (for people), json (for programs) or markdown (for a pull request). Default:"
                    + " ${DEFAULT-VALUE}.")
    private PlanFormat format = PlanFormat.TEXT;

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            defaultValue = "60000",
            description =
                    "With --output markdown: cut between objects where it would be longer. Default: ${DEFAULT-VALUE}.")
    private int mostBytes = 60_000;

    @Option(
            names = "--group-by",
            paramLabel = "LABEL",
            defaultValue = "site",
            description = "Tell many nodes by how many have which value of this label. Default: ${DEFAULT-VALUE}.")
    private String label = "site";

    boolean isJson() {
        return format == PlanFormat.JSON;
    }

    boolean isMarkdown() {
        return format == PlanFormat.MARKDOWN;
    }

    /** In bytes of UTF-8. */
    int mostBytes() {
        if (mostBytes < LEAST) {
            throw CliFailure.usage("--max-bytes is less than " + LEAST, "Give a larger one.");
        }
        return mostBytes;
    }

    NodeNames names(Desired desired) {
        return NodeNames.byLabel(desired, label);
    }
}
