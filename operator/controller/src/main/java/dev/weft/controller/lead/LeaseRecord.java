package dev.weft.controller.lead;

import java.time.Instant;

/**
 * What a Lease says.
 *
 * @param holder empty when it was given back
 * @param term grows by one with each new leader
 * @param acquired when its holder became the leader, by its clock
 * @param renewed when it last said so, by its clock; compared for being another one, never with our own clock
 */
record LeaseRecord(String holder, int term, Instant acquired, Instant renewed) {

    /** The same, said by somebody who is there now. */
    LeaseRecord renewedAt(Instant now) {
        return new LeaseRecord(holder, term, acquired, now);
    }

    /** Given back. */
    LeaseRecord released() {
        return new LeaseRecord("", term, acquired, renewed);
    }
}
