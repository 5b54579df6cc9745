/** Custom resources as the operator looks at them: by name, in the informers' caches, with the annotations that people write. */
@NullMarked
package dev.weft.controller.resource;

import org.jspecify.annotations.NullMarked;
