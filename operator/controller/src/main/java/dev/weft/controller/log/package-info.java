/** What the operator logs: lines, or one JSON object a line, on standard error. */
@NullMarked
package dev.weft.controller.log;

import org.jspecify.annotations.NullMarked;
