package dev.weft.controller.resource;

import dev.weft.crd.resource.WeftResource;
import java.util.Map;
import java.util.Optional;

/** The annotations that people write to tell the operator something. */
public final class Annotations {

    /** Approves the plan with this hash, or its first twelve digits. */
    public static final String APPROVE = "weft.dev/approve";
    /** Any new value: read and plan everything now. */
    public static final String RECONCILE = "weft.dev/reconcile";
    /** {@code "true"}: let the resource go although its live objects could not be removed. */
    public static final String ABANDON = "weft.dev/abandon";
    /** {@code "true"}: this one was meant, though many go at once. */
    public static final String CONFIRM_DELETION = "weft.dev/confirm-deletion";

    private Annotations() {}

    public static Optional<String> find(WeftResource resource, String name) {
        Map<String, String> all = resource.getMetadata().getAnnotations();
        return all == null ? Optional.empty() : Optional.ofNullable(all.get(name));
    }

    public static boolean isTrue(WeftResource resource, String name) {
        return find(resource, name).filter("true"::equals).isPresent();
    }
}
