/**
 * One realm: sessions come and go, messages are dispatched to broker and dealer, roles change. Everything runs on the realm's serial
 * executor.
 *
 * <p>Start with {@link dev.weft.router.realm.RealmLoop}.
 */
@NullMarked
package dev.weft.router.realm;

import org.jspecify.annotations.NullMarked;
