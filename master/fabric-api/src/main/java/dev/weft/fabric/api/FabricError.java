package dev.weft.fabric.api;

import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Error uris of the fabric's API beyond those of {@link ErrorUri}, and the errors that every row may answer with. */
public final class FabricError {

    public static final String INVALID_REALM = "fabric.invalid-realm";
    public static final String NO_SUCH_REALM = "fabric.no-such-realm";
    public static final String NOT_AUTHORIZED = "fabric.not-authorized";
    public static final String NODE_ALREADY_PAIRED = "fabric.node-already-paired";
    public static final String NODE_NOT_PAIRED = "fabric.node-not-paired";
    public static final String AUTHID_TAKEN = "fabric.authid-already-taken";
    public static final String NODE_UNPAIRED = "fabric.auth-failed.node-unpaired";
    public static final String NEW_USER_CODE_SENT = "fabric.auth-failed.new-user-auth-code-sent";
    public static final String REGISTERED_USER_CODE_SENT = "fabric.auth-failed.registered-user-auth-code-sent";

    public static final String ALREADY_STARTED = "crossbar.error.already_started";
    public static final String NOT_STARTED = "crossbar.error.not_started";
    public static final String NOT_STOPPED = "crossbar.error.not_stopped";
    public static final String INVALID_CONFIG = "crossbar.error.invalid_config";
    public static final String CANNOT_CONNECT = "crossbar.error.cannot_connect";
    public static final String CLASS_IMPORT_FAILED = "crossbar.error.class_import_failed";
    public static final String STOP_WORKER_FAILED = "crossbar.error.stop_worker_failed";
    public static final String AMBIGUOUS = "crossbar.error.ambiguous";
    public static final String CONFLICT = "crossbar.error.conflict";

    private FabricError() {}

    /** {@code wamp.error.invalid_argument} with keywords {@code procedure, argument, expected, got}. */
    public static ApplicationError invalidArgument(String procedure, String argument, String expected, String got) {
        return ApplicationError.of(
                ErrorUri.INVALID_ARGUMENT,
                "argument '" + argument + "': expected " + expected + ", got " + got,
                Map.of("procedure", procedure, "argument", argument, "expected", expected, "got", got));
    }

    /** {@code crossbar.error.no_such_object} with keywords {@code kind, id}. */
    public static ApplicationError noSuchObject(String kind, String id) {
        return ApplicationError.of(
                ErrorUri.NO_SUCH_OBJECT, "no " + kind + " '" + id + "'", Map.of("kind", kind, "id", id));
    }

    /** {@code crossbar.error.no_such_worker} with keyword {@code worker_id}. */
    public static ApplicationError noSuchWorker(String workerId) {
        return ApplicationError.of(
                ErrorUri.NO_SUCH_WORKER, "no worker '" + workerId + "'", Map.of("worker_id", workerId));
    }

    /**
     * {@code wamp.error.no_such_procedure}, as callers of an offline node expect it, with keywords {@code node, status, last_seen}.
     *
     * @param lastSeen ISO-8601, null for never
     */
    public static ApplicationError nodeOffline(String procedure, String node, @Nullable String lastSeen) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("node", node);
        details.put("status", "offline");
        details.put("last_seen", lastSeen);
        return ApplicationError.of(
                ErrorUri.NO_SUCH_PROCEDURE,
                "no callee registered for procedure <" + procedure + ">: node '" + node + "' is offline",
                details);
    }
}
