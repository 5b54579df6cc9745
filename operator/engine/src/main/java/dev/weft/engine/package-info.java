@NullMarked
package dev.weft.engine;

import org.jspecify.annotations.NullMarked;
