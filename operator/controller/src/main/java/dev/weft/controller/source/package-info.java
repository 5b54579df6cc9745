/**
 * FabricSources: repositories that the operator follows by itself. A revision is fetched, verified and checked as a whole, and then
 * applied as custom resources, so that everything behind is the same as for resources that people apply. Start at {@link
 * dev.weft.controller.source.Sources}; one look is {@link dev.weft.controller.source.SourceLook}.
 */
@NullMarked
package dev.weft.controller.source;

import org.jspecify.annotations.NullMarked;
