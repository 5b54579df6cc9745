/** Keys that the operator makes, as the files that masters and nodes read, in Secrets. */
@NullMarked
package dev.weft.controller.key;

import org.jspecify.annotations.NullMarked;
