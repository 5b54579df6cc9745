/**
 * Registrations, and calls on their way to callees and back. {@code DESIGN.md} beside this file says who owes whom an answer.
 *
 * <p>Start with {@link dev.weft.router.dealer.Dealer}; {@link dev.weft.router.dealer.Registrations} keeps what may be called.
 */
@NullMarked
package dev.weft.router.dealer;

import org.jspecify.annotations.NullMarked;
