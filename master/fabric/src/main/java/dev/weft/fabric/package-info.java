@NullMarked
package dev.weft.fabric;

import org.jspecify.annotations.NullMarked;
