/**
 * Subscriptions, and events on their way to them.
 *
 * <p>Start with {@link dev.weft.router.broker.Broker}.
 */
@NullMarked
package dev.weft.router.broker;

import org.jspecify.annotations.NullMarked;
