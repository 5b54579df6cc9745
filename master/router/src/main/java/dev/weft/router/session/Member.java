package dev.weft.router.session;

import dev.weft.router.Bound;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.SharedMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A session in a realm. Used on the realm's loop only, except for its {@link #inbox}. */
public final class Member {

    private final SessionDetails details;
    private final Features features;
    private final Role role;
    private final Link link;
    private final Traffic traffic;
    private final Inbox inbox;
    private final RequestIds requests;
    private @Nullable Testaments testaments;
    private boolean joined = true;

    /** Where a session stands: its link, its realm's loop and counters. */
    public record Place(Link link, Executor loop, Receiver receiver, Traffic traffic) {}

    public Member(SessionDetails details, Features features, Role role, Place place) {
        this.details = details;
        this.features = features;
        this.role = role;
        this.link = place.link();
        this.traffic = place.traffic();
        this.requests = RequestIds.of(link.info());
        this.inbox = new Inbox(this, link, place.loop(), place.receiver());
    }

    public long id() {
        return details.session();
    }

    public SessionDetails details() {
        return details;
    }

    public Features features() {
        return features;
    }

    public Role role() {
        return role;
    }

    public Link link() {
        return link;
    }

    public Inbox inbox() {
        return inbox;
    }

    /** What is to be published when it ends; made when first asked for. */
    public Testaments testaments() {
        if (testaments == null) {
            testaments = new Testaments();
        }
        return testaments;
    }

    /** As {@link #testaments()}, for most sessions nothing. */
    public List<Testament> lastWill() {
        return testaments == null ? List.of() : testaments.all();
    }

    /** False once the session has ended, by whichever side. */
    public boolean isJoined() {
        return joined;
    }

    /** Sends the message, unless the session has ended. */
    public void send(Message message) {
        if (joined) {
            traffic.countSent(message.type());
            link.send(message);
        }
    }

    /** As {@link #send(Message)}, for a message with many recipients. */
    public void send(SharedMessage message) {
        if (joined) {
            traffic.countSent(message.message().type());
            link.send(message);
        }
    }

    /** Counts that this session has reached a bound. */
    public void reached(Bound bound) {
        reached(bound, "");
    }

    /** @param what it was reached with, for people: a procedure; may be empty */
    public void reached(Bound bound, String what) {
        traffic.countReached(bound, details, what);
    }

    /** Answers a request with ERROR. */
    public void fail(MessageType requestType, long request, String uri, String text) {
        send(new ErrorMessage(requestType, request, Dict.empty(), uri, Payload.of(text)));
    }

    /** Sends a last message and closes the link; nothing leaves after it. */
    public void end(@Nullable Message last, CloseReason reason) {
        if (last != null) {
            send(last);
        }
        joined = false;
        link.close(reason);
    }

    /**
     * Notes the id of a request.
     *
     * @return false for an id that breaks the protocol
     */
    public boolean acceptsRequest(long request) {
        return requests.accepts(request);
    }

    /** Who this is, for receivers that get to know: {@code <kind>}, {@code <kind>_authid}, {@code <kind>_authrole}. */
    public Map<String, @Nullable Object> disclosed(String kind) {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put(kind, id());
        about.put(kind + "_authid", details.authid());
        about.put(kind + "_authrole", details.authrole());
        return about;
    }
}
