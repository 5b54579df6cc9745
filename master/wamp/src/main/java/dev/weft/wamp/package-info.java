@NullMarked
package dev.weft.wamp;

import org.jspecify.annotations.NullMarked;
