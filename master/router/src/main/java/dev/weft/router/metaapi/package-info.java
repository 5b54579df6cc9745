/**
 * What a realm tells about itself: the procedures and events below {@code wamp.session}, {@code wamp.registration} and
 * {@code wamp.subscription} (WAMP, "Session Meta API", "Registration Meta API", "Subscription Meta API").
 *
 * <p>Start with {@link dev.weft.router.metaapi.MetaApi}.
 */
@NullMarked
package dev.weft.router.metaapi;

import org.jspecify.annotations.NullMarked;
