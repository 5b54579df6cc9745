@NullMarked
package dev.weft.launcher;

import org.jspecify.annotations.NullMarked;
