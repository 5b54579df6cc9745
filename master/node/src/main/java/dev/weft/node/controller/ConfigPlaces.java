package dev.weft.node.controller;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in config.json the objects of a layout stand, so that the message of a start that failed can say so. An object that was changed
 * since by a call is not the one of the file.
 */
final class ConfigPlaces {

    private final ConfigText text;
    private final Map<List<String>, Place> places = new HashMap<>();

    private record Place(Map<String, @Nullable Object> config, String pointer) {}

    ConfigPlaces(ConfigText text) {
        this.text = text;
    }

    /** @param names the worker, then the procedure that starts it, then the ids that this is called with; the worker alone for itself */
    void put(List<String> names, Map<String, @Nullable Object> config, String pointer) {
        places.put(names, new Place(config, pointer));
    }

    /** {@code /data/config.json:12: /workers/0/transports/1: } for the beginning of a message; empty where config.json does not have it. */
    String before(List<String> names, @Nullable Object config) {
        Place place = places.get(names);
        return place == null || !place.config().equals(config) ? "" : text.at(place.pointer()) + ": ";
    }
}
