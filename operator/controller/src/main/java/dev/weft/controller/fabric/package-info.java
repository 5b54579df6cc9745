/**
 * Which fabric, with which key, and how it is reached; secrets of documents. Start at {@link
 * dev.weft.controller.fabric.FabricReading}.
 */
@NullMarked
package dev.weft.controller.fabric;

import org.jspecify.annotations.NullMarked;
