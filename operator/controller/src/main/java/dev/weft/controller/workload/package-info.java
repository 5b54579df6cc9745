/**
 * Nodes that Kubernetes runs: from {@code spec.workload} of a FabricNode to StatefulSet, Service and key, and from what becomes of them
 * to a condition. Pure but for {@link dev.weft.controller.workload.Workloads}, where to start, and what it calls.
 */
@NullMarked
package dev.weft.controller.workload;

import org.jspecify.annotations.NullMarked;
