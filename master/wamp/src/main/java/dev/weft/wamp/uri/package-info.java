/** Uris of procedures, topics, realms and errors: their syntax, and how registrations and subscriptions match them. */
@NullMarked
package dev.weft.wamp.uri;

import org.jspecify.annotations.NullMarked;
