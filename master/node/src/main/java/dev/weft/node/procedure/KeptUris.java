package dev.weft.node.procedure;

import dev.weft.config.realm.RealmConfig;
import dev.weft.config.realm.RealmStore;
import dev.weft.config.realm.UriCheck;
import dev.weft.config.schema.Problem;
import dev.weft.wamp.uri.MatchPolicy;
import dev.weft.wamp.uri.Uri;
import java.util.ArrayList;
import java.util.List;

/** The uris in a realm's {@code store}: one that no topic and no procedure can have is a mistake. */
public final class KeptUris {

    private KeptUris() {}

    /** What uris of the realm may look like. */
    public static Uri.Rules rules(RealmConfig config) {
        return config.options().uriCheck() == UriCheck.STRICT ? Uri.Rules.STRICT : Uri.Rules.LOOSE;
    }

    /** Those that are none, each with its pointer into the realm's configuration. */
    public static List<Problem> problems(RealmConfig config) {
        List<Problem> found = new ArrayList<>();
        if (config.store() instanceof RealmStore.Memory memory) {
            add(memory.eventHistory(), rules(config), "/store/event-history/", found);
            add(memory.callQueue(), rules(config), "/store/call-queue/", found);
        }
        return found;
    }

    private static void add(List<RealmStore.UriLimit> all, Uri.Rules rules, String pointer, List<Problem> found) {
        for (int i = 0; i < all.size(); i++) {
            RealmStore.UriLimit one = all.get(i);
            String place = pointer + i + "/uri";
            Uri.findProblem(one.uri(), rules, match(one))
                    .ifPresent(problem ->
                            found.add(new Problem(place, "'" + one.uri() + "': " + problem, remedy(rules, one))));
        }
    }

    private static String remedy(Uri.Rules rules, RealmStore.UriLimit one) {
        boolean tooStrict = rules == Uri.Rules.STRICT
                && Uri.findProblem(one.uri(), Uri.Rules.LOOSE, match(one)).isEmpty();
        return "No topic and no procedure of this realm can have it: write another"
                + (tooStrict ? ", or give the realm uri_check: loose" : "");
    }

    /** That of an entry of a store. */
    public static MatchPolicy match(RealmStore.UriLimit one) {
        return MatchPolicy.valueOf(one.match().name());
    }
}
