package dev.weft.router.broker;

import dev.weft.router.session.Member;

/** Told about subscriptions, on the realm's loop, after the session was. */
public interface SubscriptionListener {

    void onCreate(Member member, Subscription subscription);

    void onSubscribe(Member member, Subscription subscription);

    void onUnsubscribe(Member member, Subscription subscription);

    void onDelete(Member member, Subscription subscription);
}
