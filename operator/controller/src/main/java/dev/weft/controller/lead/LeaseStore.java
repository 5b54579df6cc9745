package dev.weft.controller.lead;

import java.util.Optional;

/** The one Lease, wherever it is. Calls fail with whatever its client throws. */
interface LeaseStore extends AutoCloseable {

    /**
     * A Lease as it was read.
     *
     * @param version by which a write finds out that somebody else wrote meanwhile
     */
    record Stored(LeaseRecord record, String version) {}

    Optional<Stored> read();

    /**
     * Writes it, unless somebody else did since it was read.
     *
     * @param over what was read; empty: there was none
     * @return as it is now; empty: somebody else wrote
     */
    Optional<Stored> write(Optional<Stored> over, LeaseRecord record);

    @Override
    void close();
}
