package dev.weft.wamp.client;

import dev.weft.wamp.message.Dict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link ClientSession} can do, as HELLO announces it: exactly the features that work. */
public final class ClientRoles {

    private static final Dict ROLES = Dict.of(Map.of(
            "caller",
                    role(
                            "call_canceling",
                            "call_timeout",
                            "caller_identification",
                            "payload_passthru_mode",
                            "progressive_call_invocations",
                            "progressive_call_results"),
            "callee",
                    role(
                            "call_canceling",
                            "caller_identification",
                            "pattern_based_registration",
                            "payload_passthru_mode",
                            "progressive_call_invocations",
                            "progressive_call_results",
                            "registration_revocation",
                            "shared_registration"),
            "publisher",
                    role(
                            "payload_passthru_mode",
                            "publisher_exclusion",
                            "publisher_identification",
                            "subscriber_blackwhite_listing"),
            "subscriber",
                    role(
                            "pattern_based_subscription",
                            "payload_passthru_mode",
                            "publisher_identification",
                            "subscription_revocation")));

    private ClientRoles() {}

    /** The value of {@code roles}. */
    public static Dict dict() {
        return ROLES;
    }

    private static Map<String, @Nullable Object> role(String... features) {
        Map<String, @Nullable Object> announced = new LinkedHashMap<>();
        for (String feature : features) {
            announced.put(feature, true);
        }
        return Map.of("features", announced);
    }
}
