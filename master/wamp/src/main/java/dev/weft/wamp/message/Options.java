package dev.weft.wamp.message;

/**
 * Names in the options and details of messages that routers and clients act on (specification, "Advanced Profile"). A test has a
 * message with each of them.
 */
public final class Options {

    // PUBLISH
    public static final String ACKNOWLEDGE = "acknowledge";
    public static final String DISCLOSE_ME = "disclose_me";
    public static final String ELIGIBLE = "eligible";
    public static final String ELIGIBLE_AUTHID = "eligible_authid";
    public static final String ELIGIBLE_AUTHROLE = "eligible_authrole";
    public static final String EXCLUDE = "exclude";
    public static final String EXCLUDE_AUTHID = "exclude_authid";
    public static final String EXCLUDE_AUTHROLE = "exclude_authrole";
    public static final String EXCLUDE_ME = "exclude_me";
    public static final String RETAIN = "retain";

    // SUBSCRIBE and REGISTER
    public static final String CONCURRENCY = "concurrency";
    public static final String GET_RETAINED = "get_retained";
    public static final String INVOKE = "invoke";
    public static final String MATCH = "match";

    // EVENT
    public static final String RETAINED = "retained";
    public static final String TOPIC = "topic";

    // CALL, RESULT, INVOCATION, YIELD, CANCEL and INTERRUPT
    public static final String FORWARD_FOR = "forward_for";
    public static final String MODE = "mode";
    public static final String PROCEDURE = "procedure";
    public static final String PROGRESS = "progress";
    public static final String RECEIVE_PROGRESS = "receive_progress";
    public static final String TIMEOUT = "timeout";

    // EVENT and INVOCATION
    public static final String TRUSTLEVEL = "trustlevel";

    // all that have a payload
    public static final String PPT_CIPHER = "ppt_cipher";
    public static final String PPT_KEYID = "ppt_keyid";
    public static final String PPT_SCHEME = "ppt_scheme";
    public static final String PPT_SERIALIZER = "ppt_serializer";

    // UNSUBSCRIBED and UNREGISTERED that nobody asked for, and INTERRUPT
    public static final String REASON = "reason";
    public static final String REGISTRATION = "registration";
    public static final String SUBSCRIPTION = "subscription";

    private Options() {}
}
