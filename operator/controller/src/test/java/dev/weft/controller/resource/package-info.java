/** What custom resources are looked at by. */
@NullMarked
package dev.weft.controller.resource;

import org.jspecify.annotations.NullMarked;
