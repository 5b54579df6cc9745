/**
 * Authentication methods, each both ways: the router's side ({@link dev.weft.wamp.auth.Authenticator}) and the client's side
 * ({@link dev.weft.wamp.auth.ClientAuthenticator}). Who may log in is decided by whoever supplies the principals; this package
 * knows the proofs only. No I/O, no clock, no randomness of its own.
 */
@NullMarked
package dev.weft.wamp.auth;

import org.jspecify.annotations.NullMarked;
