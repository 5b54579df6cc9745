@NullMarked
package dev.weft.transport;

import org.jspecify.annotations.NullMarked;
