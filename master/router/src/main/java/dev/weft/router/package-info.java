/**
 * The WAMP router: realms with their broker, dealer, authorization and meta API. No sockets, no files, and no thread of its own:
 * each realm is confined to one serial executor that it is given, so nothing in it needs a lock.
 *
 * <p>Start with {@link dev.weft.router.Realm}.
 */
@NullMarked
package dev.weft.router;

import org.jspecify.annotations.NullMarked;
