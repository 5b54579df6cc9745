package dev.weft.engine.apply;

import java.util.Map;

/** What an error means for the one who called. */
enum ErrorClass {
    /** It exists: look at it. */
    ALREADY,
    /** It, or what it lives in, does not exist. */
    GONE,
    /** Nothing is known about the effect: look. */
    TRANSIENT,
    /** It will not work however often it is tried. */
    PERMANENT;

    private static final Map<String, ErrorClass> BY_URI = Map.ofEntries(
            Map.entry("crossbar.error.already_running", ALREADY),
            Map.entry("crossbar.error.already_exists", ALREADY),
            Map.entry("crossbar.error.worker_already_running", ALREADY),
            Map.entry("crossbar.error.already_started", ALREADY),
            Map.entry("fabric.node-already-paired", ALREADY),
            Map.entry("fabric.realm-already-exists", ALREADY),
            Map.entry("crossbar.error.no_such_object", GONE),
            Map.entry("crossbar.error.no_such_worker", GONE),
            Map.entry("crossbar.error.not_running", GONE),
            Map.entry("crossbar.error.worker_not_running", GONE),
            Map.entry("fabric.node-not-paired", GONE),
            Map.entry("fabric.node-not-exist", GONE),
            Map.entry("wamp.error.timeout", TRANSIENT),
            Map.entry("wamp.error.canceled", TRANSIENT),
            Map.entry("wamp.error.unavailable", TRANSIENT),
            Map.entry("wamp.error.no_available_callee", TRANSIENT),
            Map.entry("wamp.error.network_failure", TRANSIENT));

    static ErrorClass of(String uri) {
        return BY_URI.getOrDefault(uri, PERMANENT);
    }
}
