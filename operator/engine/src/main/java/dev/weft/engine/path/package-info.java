/** Names of live objects: {@link dev.weft.engine.path.ObjectPath}, the natural path that identifies an object everywhere, and {@link dev.weft.engine.path.ObjectKind}. */
@NullMarked
package dev.weft.engine.path;

import org.jspecify.annotations.NullMarked;
