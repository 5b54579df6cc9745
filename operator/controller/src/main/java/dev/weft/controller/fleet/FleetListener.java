package dev.weft.controller.fleet;

import dev.weft.controller.resource.ResourceRef;
import dev.weft.engine.apply.Report;
import java.util.Collection;

/** Told what fleets have to say, on the fleets' thread; must not block. */
public interface FleetListener {

    /** There is something new to say about these resources. */
    void onNews(Collection<ResourceRef> refs);

    /** Something happened that an operator should see. */
    void onEvent(ResourceRef about, Told told);

    /** Documents were compared with the live state: of the whole fleet, or of one node. */
    default void onCompared(Scope scope) {}

    /** A plan was made. */
    default void onPlan(String cause) {}

    /**
     * Somebody looked at a repository.
     *
     * @param result Ok, or the reason for which the newest revision is not in force
     */
    default void onLook(String result) {}

    /** A plan is over. */
    default void onReport(Report report) {}

    /** What a comparison covered. */
    enum Scope {
        FLEET,
        NODE
    }

    /**
     * What is told.
     *
     * @param reason one CamelCase word
     */
    record Told(Severity severity, String reason, String message) {}

    /** As Kubernetes has them. */
    enum Severity {
        NORMAL,
        WARNING
    }
}
