package dev.weft.controller.reconcile;

import dev.weft.model.Kind;
import java.time.Instant;

/** Counts what reconcilers do, and has their clock. Thread-safe. */
public interface ReconcileCounter {

    Instant now();

    void onReconciled(Kind kind, Result result);

    void onStatusWritten(Kind kind);

    /** How a reconciliation went. */
    enum Result {
        DONE,
        FAILED
    }
}
