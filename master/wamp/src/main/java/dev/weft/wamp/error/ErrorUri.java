package dev.weft.wamp.error;

/** Error uris of WAMP (specification, "Predefined URIs") and of Crossbar.io's APIs. */
public final class ErrorUri {

    public static final String INVALID_URI = "wamp.error.invalid_uri";
    public static final String INVALID_ARGUMENT = "wamp.error.invalid_argument";
    public static final String NO_SUCH_PROCEDURE = "wamp.error.no_such_procedure";
    public static final String PROCEDURE_ALREADY_EXISTS = "wamp.error.procedure_already_exists";
    public static final String NO_SUCH_REGISTRATION = "wamp.error.no_such_registration";
    public static final String NO_SUCH_SUBSCRIPTION = "wamp.error.no_such_subscription";
    public static final String NO_SUCH_SESSION = "wamp.error.no_such_session";
    public static final String NO_SUCH_REALM = "wamp.error.no_such_realm";
    public static final String NO_SUCH_ROLE = "wamp.error.no_such_role";
    public static final String NO_SUCH_PRINCIPAL = "wamp.error.no_such_principal";
    public static final String NO_AUTH_METHOD = "wamp.error.no_auth_method";
    public static final String AUTHENTICATION_FAILED = "wamp.error.authentication_failed";
    public static final String NOT_AUTHORIZED = "wamp.error.not_authorized";
    public static final String AUTHORIZATION_FAILED = "wamp.error.authorization_failed";
    public static final String PROTOCOL_VIOLATION = "wamp.error.protocol_violation";
    public static final String NO_AVAILABLE_CALLEE = "wamp.error.no_available_callee";
    public static final String CANCELED = "wamp.error.canceled";
    public static final String TIMEOUT = "wamp.error.timeout";
    public static final String FEATURE_NOT_SUPPORTED = "wamp.error.feature_not_supported";
    public static final String OPTION_NOT_ALLOWED = "wamp.error.option_not_allowed";
    public static final String RUNTIME_ERROR = "wamp.error.runtime_error";
    public static final String UNAVAILABLE = "wamp.error.unavailable";
    public static final String PAYLOAD_SIZE_EXCEEDED = "wamp.error.payload_size_exceeded";

    public static final String CLOSE_NORMAL = "wamp.close.normal";
    public static final String CLOSE_REALM = "wamp.close.close_realm";
    public static final String CLOSE_KILLED = "wamp.close.killed";
    public static final String SYSTEM_SHUTDOWN = "wamp.close.system_shutdown";
    /** Of this project: the connection went away without GOODBYE. Never on the wire. */
    public static final String TRANSPORT_LOST = "wamp.close.transport_lost";

    public static final String GOODBYE_AND_OUT = "wamp.close.goodbye_and_out";

    public static final String MAX_CONCURRENCY_REACHED = "crossbar.error.max_concurrency_reached";
    public static final String FEATURE_UNAVAILABLE = "crossbar.error.feature_unavailable";
    public static final String NO_SUCH_OBJECT = "crossbar.error.no_such_object";
    public static final String NO_SUCH_WORKER = "crossbar.error.no_such_worker";
    public static final String ALREADY_EXISTS = "crossbar.error.already_exists";
    public static final String ALREADY_RUNNING = "crossbar.error.already_running";
    public static final String WORKER_ALREADY_RUNNING = "crossbar.error.worker_already_running";
    public static final String WORKER_NOT_RUNNING = "crossbar.error.worker_not_running";
    public static final String NOT_RUNNING = "crossbar.error.not_running";
    public static final String INVALID_CONFIGURATION = "crossbar.error.invalid_configuration";
    public static final String CANNOT_START = "crossbar.error.cannot_start";
    public static final String CANNOT_STOP = "crossbar.error.cannot_stop";
    public static final String CANNOT_LISTEN = "crossbar.error.cannot_listen";
    public static final String DEPENDENT_OBJECTS = "crossbar.error.dependent_objects";

    private ErrorUri() {}
}
