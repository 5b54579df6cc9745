package dev.weft.node.worker;

import dev.weft.config.realm.RealmBounds;
import dev.weft.config.realm.RealmConfig;
import dev.weft.config.realm.RealmStore;
import dev.weft.config.schema.Problem;
import dev.weft.node.procedure.KeptUris;
import dev.weft.node.procedure.Refusals;
import dev.weft.router.CallRules;
import dev.weft.router.RealmOptions;
import dev.weft.router.RealmOptions.Kept;
import dev.weft.router.RealmOptions.Limits;
import dev.weft.router.RealmOptions.MetaApi;
import dev.weft.router.RealmOptions.Retention;
import dev.weft.router.RealmOptions.Stored;
import java.time.Duration;
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
        List<Problem> problems = KeptUris.problems(config);
        if (!problems.isEmpty()) {
            throw Refusals.invalidConfiguration("the realm", problems);
        }
        return RealmOptions.of(config.name())
                .withMetaApi(config.options().enableMetaApi() ? MetaApi.ON : MetaApi.OFF)
                .withLimits(limits(config.options().limits()))
                .withRetention(retention(config.options().limits()))
                .withUriRules(KeptUris.rules(config))
                .withCallRules(CallRules.valueOf(config.options().callRules().name()))
                .withStored(stored(config.store()));
    }

    private static Limits limits(RealmBounds config) {
        return new Limits(
                config.maxSessions(),
                config.maxPendingCalls(),
                config.maxSubscriptions(),
                config.maxRegistrations(),
                config.maxEventQueue(),
                config.maxInvocationQueue(),
                config.maxTestaments(),
                config.maxTestamentBytes(),
                Duration.ofMillis(config.maxCallTime()));
    }

    private static Retention retention(RealmBounds config) {
        return new Retention(config.maxRetainedTopics(), config.maxRetainedBytes());
    }

    private static Stored stored(@Nullable RealmStore store) {
        if (store == null) {
            return Stored.NOTHING;
        }
        if (!(store instanceof RealmStore.Memory memory)) {
            throw Refusals.unavailable("a store in a database ('store.type: cfxdb')");
        }
        List<Kept> history = kept(memory.eventHistory(), memory.limit());
        return new Stored(
                history.stream().filter(kept -> kept.limit() > 0).toList(), kept(memory.callQueue(), memory.limit()));
    }

    private static List<Kept> kept(List<RealmStore.UriLimit> all, int usual) {
        return all.stream()
                .map(one -> new Kept(one.uri(), KeptUris.match(one), one.limit() == null ? usual : one.limit()))
                .toList();
    }
}
