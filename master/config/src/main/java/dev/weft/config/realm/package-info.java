/** Realms of a router worker: options, roles and their permissions, store, links to other routers. Start at {@link dev.weft.config.realm.RealmConfig}. */
@NullMarked
package dev.weft.config.realm;

import org.jspecify.annotations.NullMarked;
