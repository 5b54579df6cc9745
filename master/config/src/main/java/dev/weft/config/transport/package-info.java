/** What a router or proxy worker listens with. Start at {@link dev.weft.config.transport.Transport}. */
@NullMarked
package dev.weft.config.transport;

import org.jspecify.annotations.NullMarked;
