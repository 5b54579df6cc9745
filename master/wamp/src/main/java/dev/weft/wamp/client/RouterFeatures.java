package dev.weft.wamp.client;

import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Options;
import dev.weft.wamp.message.Payload;
import org.jspecify.annotations.Nullable;

/** The features of a router that a client's behaviour depends on, as its WELCOME announced them. */
record RouterFeatures(
        boolean callCanceling, boolean progressiveInvocations, boolean passthruOfDealer, boolean passthruOfBroker) {

    private static final String PASSTHRU = "payload_passthru_mode";

    /** From the details of WELCOME. */
    static RouterFeatures of(Dict welcome) {
        Dict dealer = welcome.dict("roles").dict("dealer").dict("features");
        Dict broker = welcome.dict("roles").dict("broker").dict("features");
        return new RouterFeatures(
                dealer.flag("call_canceling"),
                dealer.flag("progressive_call_invocations"),
                dealer.flag(PASSTHRU),
                broker.flag(PASSTHRU));
    }

    /** Why this router could not deliver such a call; null where it can. */
    @Nullable
    ApplicationError refusal(Dict options, Payload payload) {
        if (payload.passthru() != null && !passthruOfDealer) {
            return unsupported("payload passthru mode for calls");
        }
        return options.flag(Options.PROGRESS) && !progressiveInvocations
                ? unsupported("progressive call invocations")
                : null;
    }

    /** Why this router could not deliver such an event; null where it can. */
    @Nullable
    ApplicationError refusal(Payload event) {
        return event.passthru() != null && !passthruOfBroker ? unsupported("payload passthru mode for events") : null;
    }

    private static ApplicationError unsupported(String feature) {
        return ApplicationError.of(ErrorUri.FEATURE_NOT_SUPPORTED, "the router does not support " + feature);
    }
}
