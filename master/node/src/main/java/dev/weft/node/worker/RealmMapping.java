package dev.weft.node.worker;

import dev.weft.config.realm.RealmBounds;
import dev.weft.config.realm.RealmConfig;
import dev.weft.config.realm.RealmStore;
import dev.weft.config.realm.UriCheck;
import dev.weft.config.schema.Problem;
import dev.weft.node.procedure.Refusals;
import dev.weft.router.CallRules;
import dev.weft.router.RealmOptions;
import dev.weft.router.RealmOptions.Kept;
import dev.weft.router.RealmOptions.Limits;
import dev.weft.router.RealmOptions.MetaApi;
import dev.weft.router.RealmOptions.Retention;
import dev.weft.router.RealmOptions.Stored;
import dev.weft.wamp.uri.MatchPolicy;
import dev.weft.wamp.uri.Uri;
import java.time.Duration;
import java.util.ArrayList;
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
        Uri.Rules rules = config.options().uriCheck() == UriCheck.STRICT ? Uri.Rules.STRICT : Uri.Rules.LOOSE;
        return RealmOptions.of(config.name())
                .withMetaApi(config.options().enableMetaApi() ? MetaApi.ON : MetaApi.OFF)
                .withLimits(limits(config.options().limits()))
                .withRetention(retention(config.options().limits()))
                .withUriRules(rules)
                .withCallRules(CallRules.valueOf(config.options().callRules().name()))
                .withStored(stored(config.store(), rules));
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

    private static void requireUri(String uri, Uri.Rules rules, MatchPolicy match, String pointer) {
        Uri.findProblem(uri, rules, match).ifPresent(problem -> {
            throw Refusals.invalidConfiguration(
                    "the realm",
                    List.of(
                            new Problem(
                                    pointer,
                                    problem,
                                    "No topic and no procedure of this realm can have it: write another, or uri_check: loose")));
        });
    }

    private static Stored stored(@Nullable RealmStore store, Uri.Rules rules) {
        if (store == null) {
            return Stored.NOTHING;
        }
        if (!(store instanceof RealmStore.Memory memory)) {
            throw Refusals.unavailable("a store in a database ('store.type: cfxdb')");
        }
        return new Stored(
                kept(memory.eventHistory(), memory.limit(), rules, "/store/event-history/").stream()
                        .filter(kept -> kept.limit() > 0)
                        .toList(),
                kept(memory.callQueue(), memory.limit(), rules, "/store/call-queue/"));
    }

    private static List<Kept> kept(List<RealmStore.UriLimit> all, int usual, Uri.Rules rules, String pointer) {
        List<Kept> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            RealmStore.UriLimit one = all.get(i);
            MatchPolicy match = MatchPolicy.valueOf(one.match().name());
            requireUri(one.uri(), rules, match, pointer + i + "/uri");
            kept.add(new Kept(one.uri(), match, one.limit() == null ? usual : one.limit()));
        }
        return kept;
    }
}
