package dev.weft.router.metaapi;

import dev.weft.router.broker.Subscription;
import dev.weft.router.broker.SubscriptionListener;
import dev.weft.router.dealer.Registration;
import dev.weft.router.dealer.RegistrationListener;
import dev.weft.router.session.Member;
import dev.weft.router.session.SessionListener;
import dev.weft.wamp.message.Payload;
import java.util.function.BiConsumer;

/** Publishes what happens to sessions, registrations and subscriptions. */
public final class MetaEvents {

    private final BiConsumer<String, Payload> publisher;

    /** @param publisher takes topic and payload; does nothing where the meta API is off */
    public MetaEvents(BiConsumer<String, Payload> publisher) {
        this.publisher = publisher;
    }

    public SessionListener sessions() {
        return new SessionListener() {
            @Override
            public void onJoin(Member member) {
                publisher.accept("wamp.session.on_join", Payload.of(Descriptions.of(member)));
            }

            @Override
            public void onLeave(Member member) {
                publisher.accept("wamp.session.on_leave", Payload.of(member.id()));
            }
        };
    }

    public RegistrationListener registrations() {
        return new RegistrationListener() {
            @Override
            public void onCreate(Member member, Registration registration) {
                publisher.accept("wamp.registration.on_create", Payload.of(member.id(), Descriptions.of(registration)));
            }

            @Override
            public void onRegister(Member member, Registration registration) {
                publisher.accept("wamp.registration.on_register", Payload.of(member.id(), registration.id()));
            }

            @Override
            public void onUnregister(Member member, Registration registration) {
                publisher.accept("wamp.registration.on_unregister", Payload.of(member.id(), registration.id()));
            }

            @Override
            public void onDelete(Member member, Registration registration) {
                publisher.accept("wamp.registration.on_delete", Payload.of(member.id(), registration.id()));
            }
        };
    }

    public SubscriptionListener subscriptions() {
        return new SubscriptionListener() {
            @Override
            public void onCreate(Member member, Subscription subscription) {
                publisher.accept("wamp.subscription.on_create", Payload.of(member.id(), Descriptions.of(subscription)));
            }

            @Override
            public void onSubscribe(Member member, Subscription subscription) {
                publisher.accept("wamp.subscription.on_subscribe", Payload.of(member.id(), subscription.id()));
            }

            @Override
            public void onUnsubscribe(Member member, Subscription subscription) {
                publisher.accept("wamp.subscription.on_unsubscribe", Payload.of(member.id(), subscription.id()));
            }

            @Override
            public void onDelete(Member member, Subscription subscription) {
                publisher.accept("wamp.subscription.on_delete", Payload.of(member.id(), subscription.id()));
            }
        };
    }
}
