/**
 * What the operator says about a resource: records that Fabric8's mapper reads and writes. Start at {@link
 * dev.weft.crd.status.WeftStatus}. What makes it say so is the operator's (controller, {@code status}).
 */
@NullMarked
package dev.weft.crd.status;

import org.jspecify.annotations.NullMarked;
