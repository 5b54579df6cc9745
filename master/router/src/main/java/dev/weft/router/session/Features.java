package dev.weft.router.session;

import dev.weft.wamp.message.Dict;

/** The features of a client that the router's behaviour depends on, as its HELLO announced them. */
public record Features(
        boolean callCanceling,
        boolean progressiveResults,
        boolean registrationRevocation,
        boolean subscriptionRevocation) {

    /** From the details of HELLO. */
    public static Features of(Dict hello) {
        Dict roles = hello.dict("roles");
        Dict callee = roles.dict("callee").dict("features");
        Dict subscriber = roles.dict("subscriber").dict("features");
        return new Features(
                callee.flag("call_canceling"),
                callee.flag("progressive_call_results"),
                callee.flag("registration_revocation"),
                subscriber.flag("subscription_revocation"));
    }
}
