@NullMarked
package dev.weft.sources.yaml;

import org.jspecify.annotations.NullMarked;
