@NullMarked
package dev.weft.config.schema;

import org.jspecify.annotations.NullMarked;
