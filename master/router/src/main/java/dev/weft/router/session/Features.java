package dev.weft.router.session;

import dev.weft.wamp.message.Dict;

/**
 * The features of a client that the router's behaviour depends on, as its HELLO announced them.
 *
 * @param progressiveInvocations as a callee
 * @param progressiveCalls the same as a caller
 */
public record Features(
        boolean callCanceling,
        boolean progressiveResults,
        boolean progressiveInvocations,
        boolean progressiveCalls,
        boolean registrationRevocation,
        boolean subscriptionRevocation,
        boolean passthruOfCaller,
        boolean passthruOfCallee,
        boolean passthruOfPublisher) {

    private static final String PASSTHRU = "payload_passthru_mode";

    /** From the details of HELLO. */
    public static Features of(Dict hello) {
        Dict roles = hello.dict("roles");
        Dict callee = roles.dict("callee").dict("features");
        Dict caller = roles.dict("caller").dict("features");
        Dict publisher = roles.dict("publisher").dict("features");
        Dict subscriber = roles.dict("subscriber").dict("features");
        return new Features(
                // The specification has it both ways.
                callee.flag("call_canceling") || callee.flag("call_cancelling"),
                callee.flag("progressive_call_results"),
                callee.flag("progressive_call_invocations"),
                caller.flag("progressive_call_invocations"),
                callee.flag("registration_revocation"),
                subscriber.flag("subscription_revocation"),
                caller.flag(PASSTHRU),
                callee.flag(PASSTHRU),
                publisher.flag(PASSTHRU));
    }
}
