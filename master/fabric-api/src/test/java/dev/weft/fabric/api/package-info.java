@NullMarked
package dev.weft.fabric.api;

import org.jspecify.annotations.NullMarked;
