/**
 * Between the API server and the fleets: one reconciler that serves every kind, the caches, finalizers, statuses, Events. Start at
 * {@link dev.weft.controller.reconcile.WeftReconciler}; a kind more is a line in {@link dev.weft.controller.reconcile.Reconcilers}.
 */
@NullMarked
package dev.weft.controller.reconcile;

import org.jspecify.annotations.NullMarked;
