package dev.weft.sources.git.state;

import java.util.List;
import java.util.Optional;

/** What was applied from one source: by it a revision that goes back is told from one that goes on. */
public interface AppliedLog extends AutoCloseable {

    /** The newest last. */
    List<Applied> history();

    /** The revision that is in force; empty before the first. */
    default Optional<Applied> last() {
        List<Applied> all = history();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** Remembers a revision; does nothing for the one that is the last already. */
    void add(Applied applied);

    @Override
    void close();
}
