/** Custom resources: their definitions, their classes, their statuses. The fields come from the records of {@code dev.weft.model}. */
@NullMarked
package dev.weft.crd;

import org.jspecify.annotations.NullMarked;
