@NullMarked
package dev.weft.fabric.testkit;

import org.jspecify.annotations.NullMarked;
