package dev.weft.router.dealer;

import dev.weft.router.matching.LongMap;
import dev.weft.router.session.Member;
import org.jspecify.annotations.Nullable;

/** The peers of a realm by session id; a session gets one when it first calls or registers. */
final class Peers {

    private final LongMap<Peer> bySession = new LongMap<>();

    Peer of(Member member) {
        Peer peer = bySession.get(member.id());
        if (peer == null) {
            peer = new Peer(member);
            bySession.put(member.id(), peer);
        }
        return peer;
    }

    @Nullable
    Peer get(Member member) {
        return bySession.get(member.id());
    }

    @Nullable
    Peer remove(Member member) {
        return bySession.remove(member.id());
    }
}
