/** How clients of a transport authenticate, one record per method and kind. Start at {@link dev.weft.config.auth.TransportAuth}. */
@NullMarked
package dev.weft.config.auth;

import org.jspecify.annotations.NullMarked;
