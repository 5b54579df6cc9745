/**
 * A real Kubernetes API server on loopback, for tests: built once from Debian's packages by {@code .ci/kubernetes}, started by {@link
 * dev.weft.fabric.testkit.kubernetes.ApiServer}, spoken to through {@link dev.weft.fabric.testkit.kubernetes.Kubectl} or any client that
 * reads its kubeconfig. Where it was not built, tests are skipped and say so.
 */
@NullMarked
package dev.weft.fabric.testkit.kubernetes;

import org.jspecify.annotations.NullMarked;
