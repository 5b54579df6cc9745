package dev.weft.cli.command;

import java.util.List;
import picocli.CommandLine.Option;

/** Where documents are. */
final class SourceOptions {

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "PATH",
            required = true,
            description = "File or folder with documents, or - for standard input; may be given several times.")
    private List<String> locations = List.of();

    List<String> locations() {
        return locations;
    }
}
