package dev.weft.fabric.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every topic that master and nodes publish to, declared once. */
public final class TopicTable {

    /** Each change of any node once, to everybody who is entitled, whoever caused it. Keywords as {@link Topic#KEYWORDS}. */
    public static final String ON_CHANGE = "crossbarfabriccenter.mrealm.on_change";

    private static final List<Topic> ALL = Stream.of(
                    FabricTopics.all(), RemoteTopics.all(), MetaTopics.all(), LocalTopics.all(), CdcTopics.all())
            .flatMap(List::stream)
            .toList();
    private static final Map<String, Topic> EXACT = ALL.stream()
            .flatMap(t -> t.uris().stream().map(uri -> Map.entry(uri, t)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a));

    private TopicTable() {}

    /** All rows, in the order of the APIs. */
    public static List<Topic> all() {
        return ALL;
    }

    /** The row of a topic, by its canonical or an older name. */
    public static Optional<Topic> find(String uri) {
        Topic exact = EXACT.get(uri);
        return exact != null
                ? Optional.of(exact)
                : ALL.stream()
                        .filter(t -> t.uri().indexOf('<') > 0
                                && UriTemplate.of(t.uri()).match(uri).isPresent())
                        .findFirst();
    }

    /**
     * As {@link #find}, for uris that the program itself writes.
     *
     * @throws IllegalArgumentException for a topic that is in no row
     */
    public static Topic require(String uri) {
        return find(uri).orElseThrow(() -> new IllegalArgumentException("no such topic: " + uri));
    }
}
