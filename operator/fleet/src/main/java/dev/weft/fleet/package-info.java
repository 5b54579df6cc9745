@NullMarked
package dev.weft.fleet;

import org.jspecify.annotations.NullMarked;
