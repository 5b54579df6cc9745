package dev.weft.engine.desired;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the documents do not say.
 *
 * @param allowedTypes types of workers and services that documents may declare ({@code Fabric.spec.policy.allowedTypes})
 */
public record DesiredOptions(SortedSet<String> allowedTypes) {

    /** Nothing that executes what a document says: no guest, cgi, docker or manhole. */
    public static final DesiredOptions DEFAULT = new DesiredOptions(new TreeSet<>(Set.of(
            "router",
            "proxy",
            "container",
            "websocket",
            "rawsocket",
            "longpoll",
            "static",
            "nodeinfo",
            "metrics",
            "json",
            "redirect",
            "path",
            "none")));

    public DesiredOptions {
        allowedTypes = Collections.unmodifiableSortedSet(new TreeSet<>(allowedTypes));
    }
}
