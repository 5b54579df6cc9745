package dev.weft.sources.yaml;

import dev.weft.model.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/** Files as a source reads them: those of folders, or those of a revision of a repository. */
public interface FileTree {

    /**
     * The document files, each as it is shown to people, in the order in which they are read.
     *
     * @param limits what is beyond them is left out and told
     * @param findings told what is refused or skipped, with its place
     */
    List<String> files(Limits limits, Consumer<Finding> findings);

    /**
     * The content of one of these files.
     *
     * @throws IOException when it cannot be read
     */
    InputStream open(String file) throws IOException;
}
