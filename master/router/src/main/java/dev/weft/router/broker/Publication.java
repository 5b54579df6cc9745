package dev.weft.router.broker;

import dev.weft.router.matching.Pattern;
import dev.weft.router.session.Member;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Options;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.uri.MatchPolicy;
import org.jspecify.annotations.Nullable;

/**
 * One event.
 *
 * @param excluded id of the session that does not get it, because it published it; 0 for none
 * @param recipients null where every subscriber gets it
 * @param common details that are the same for all subscriptions
 */
record Publication(
        long id,
        String topic,
        Payload payload,
        long excluded,
        @Nullable Recipients recipients,
        Dict common) {

    /** Objects around a payload, and one that nobody has encoded yet. */
    private static final int OVERHEAD = 512;

    /** Details of EVENT for a subscription with this pattern. */
    Dict details(Pattern pattern) {
        return pattern.match() == MatchPolicy.EXACT ? common : common.with(Options.TOPIC, topic);
    }

    boolean reaches(Member member) {
        return member.id() != excluded && (recipients == null || recipients.include(member));
    }

    /** About how much memory it holds while it is kept. */
    long weight() {
        return OVERHEAD + payload.heldBytes();
    }
}
