/** Services on the paths of a web transport. Start at {@link dev.weft.config.web.WebService}. */
@NullMarked
package dev.weft.config.web;

import org.jspecify.annotations.NullMarked;
