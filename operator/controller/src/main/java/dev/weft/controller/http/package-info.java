/** Health, readiness and metrics over http. */
@NullMarked
package dev.weft.controller.http;

import org.jspecify.annotations.NullMarked;
