package dev.weft.node.worker;

import dev.weft.config.realm.RealmConfig;
import dev.weft.config.realm.RealmStore;
import dev.weft.config.realm.UriCheck;
import dev.weft.node.procedure.Refusals;
import dev.weft.router.CallRules;
import dev.weft.router.RealmOptions;
import dev.weft.router.RealmOptions.Kept;
import dev.weft.router.RealmOptions.MetaApi;
import dev.weft.wamp.uri.MatchPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the configuration of a realm to the router's options. */
final class RealmMapping {

    private RealmMapping() {}

    /** @throws dev.weft.wamp.error.ApplicationError {@code crossbar.error.feature_unavailable} for what is not built */
    static RealmOptions options(RealmConfig config) {
        if (config.inventory() != null && !config.inventory().isEmpty()) {
            throw Refusals.unavailable("an inventory of a realm ('inventory')");
        }
        if (config.options().uriCheck() == UriCheck.STRICT) {
            throw Refusals.unavailable("strict checking of uris ('options.uri_check')");
        }
        return RealmOptions.of(config.name())
                .withMetaApi(config.options().enableMetaApi() ? MetaApi.ON : MetaApi.OFF)
                .withCallRules(CallRules.valueOf(config.options().callRules().name()))
                .withHistory(history(config.store()));
    }

    private static List<Kept> history(@Nullable RealmStore store) {
        if (store == null) {
            return List.of();
        }
        if (!(store instanceof RealmStore.Memory memory)) {
            throw Refusals.unavailable("event history in a database ('store.type: cfxdb')");
        }
        if (!memory.callQueue().isEmpty()) {
            throw Refusals.unavailable("queues of calls ('store.call-queue')");
        }
        return memory.eventHistory().stream()
                .map(kept -> new Kept(
                        kept.uri(),
                        MatchPolicy.valueOf(kept.match().name()),
                        kept.limit() == null ? memory.limit() : kept.limit()))
                .filter(kept -> kept.limit() > 0)
                .toList();
    }
}
