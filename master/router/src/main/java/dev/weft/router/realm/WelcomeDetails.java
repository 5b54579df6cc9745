package dev.weft.router.realm;

import dev.weft.router.RealmOptions.MetaApi;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.message.Dict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Details of WELCOME: who the session is, and the features that the router has. */
final class WelcomeDetails {

    private static final String[] BROKER = {
        "event_history",
        "event_retention",
        "pattern_based_subscription",
        "payload_passthru_mode",
        "publication_trustlevels",
        "publisher_exclusion",
        "publisher_identification",
        "subscriber_blackwhite_listing",
        "subscription_revocation"
    };
    private static final String[] DEALER = {
        "call_canceling",
        "call_timeout",
        "caller_identification",
        "call_trustlevels",
        "pattern_based_registration",
        "payload_passthru_mode",
        "progressive_call_invocations",
        "progressive_call_results",
        "registration_revocation",
        "shared_registration"
    };

    private final Map<String, @Nullable Object> roles = new LinkedHashMap<>();

    WelcomeDetails(MetaApi metaApi) {
        roles.put("broker", role(BROKER, metaApi, "subscription_meta_api"));
        roles.put("dealer", role(DEALER, metaApi, "registration_meta_api"));
    }

    private static Map<String, @Nullable Object> role(String[] features, MetaApi metaApi, String metaFeature) {
        Map<String, @Nullable Object> announced = new LinkedHashMap<>();
        for (String feature : features) {
            announced.put(feature, true);
        }
        if (metaApi == MetaApi.ON) {
            announced.put("session_meta_api", true);
            announced.put("testament_meta_api", true);
            announced.put(metaFeature, true);
        }
        return Map.of("features", announced);
    }

    Dict of(SessionDetails session) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("realm", session.realm());
        details.put("authid", session.authid());
        details.put("authrole", session.authrole());
        details.put("authmethod", session.authmethod());
        details.put("authprovider", session.authprovider());
        details.put("authextra", session.authextra().values());
        details.put("roles", roles);
        return new Dict(details);
    }
}
