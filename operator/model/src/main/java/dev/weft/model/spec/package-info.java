/** One record per kind's spec; its fields are the fields of the YAML. Start at {@link dev.weft.model.spec.NodeLayoutSpec}. */
@NullMarked
package dev.weft.model.spec;

import org.jspecify.annotations.NullMarked;
