package dev.weft.router.metaapi;

import dev.weft.router.broker.PastEvent;
import dev.weft.router.broker.Subscription;
import dev.weft.router.dealer.Registration;
import dev.weft.router.session.Member;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.link.LinkInfo;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions, registrations and subscriptions as dictionaries of the meta API. */
final class Descriptions {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Descriptions() {}

    static Map<String, @Nullable Object> of(Member member) {
        SessionDetails details = member.details();
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("realm", details.realm());
        about.put("session", details.session());
        about.put("authid", details.authid());
        about.put("authrole", details.authrole());
        about.put("authmethod", details.authmethod());
        about.put("authprovider", details.authprovider());
        about.put("authextra", details.authextra().values());
        about.put("transport", transport(member.link().info()));
        return about;
    }

    /** Without headers and channel ids, which may hold secrets. */
    private static Map<String, @Nullable Object> transport(LinkInfo link) {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("channel_framing", link.transport());
        about.put("channel_serializer", link.serializer());
        about.put("peer", link.peer());
        about.put("is_secure", link.secure());
        return about;
    }

    static Map<String, @Nullable Object> of(Registration registration) {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("id", registration.id());
        about.put("created", time(registration.created()));
        about.put("uri", registration.pattern().uri());
        about.put("match", registration.pattern().match().wireName());
        about.put("invoke", registration.policy().text());
        return about;
    }

    static Map<String, @Nullable Object> of(Subscription subscription) {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("id", subscription.id());
        about.put("created", time(subscription.created()));
        about.put("uri", subscription.pattern().uri());
        about.put("match", subscription.pattern().match().wireName());
        return about;
    }

    static Map<String, @Nullable Object> of(Subscription subscription, PastEvent event) {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("timestamp", time(event.at()));
        about.put("subscription", subscription.id());
        about.put("publication", event.publication());
        about.put("topic", event.topic());
        about.put("details", event.details().values());
        about.put("args", event.payload().arguments());
        about.put("kwargs", event.payload().keywords());
        return about;
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
