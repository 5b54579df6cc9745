package dev.weft.engine.plan;

import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;

/**
 * Work that waits for a node, or for something on it.
 *
 * @param objects how many objects the documents want there
 * @param reason in words, after "is": one of those below or what begins with one, or {@code not wholly read}
 * @param lastSeen as the master tells it; may be empty
 * @param within what waits, with all that the documents want inside it: the node, or something on it
 */
public record Deferred(NodeKey node, int objects, String reason, String lastSeen, ObjectPath within) {

    /** The node has no uplink. */
    public static final String OFFLINE = "offline";

    /** A document says to leave the node as it is; the title of the document follows. */
    public static final String SUSPENDED = "suspended by ";

    /** The node is not paired, and its document holds no key to pair it with. */
    public static final String WAITING_FOR_KEY = "waiting for key";

    /** Something on the node is on its way up or down; what it is follows. */
    public static final String CHANGING = "changing: ";

    /** The node is retired, but not with so many others. */
    public static final String RETIRES = "to be retired when there are fewer at a time";

    /** A transport needs the port of one that stays where it is for now; which one follows. */
    public static final String PLACE_TAKEN = "waiting for the port of ";

    /** The whole node. */
    public Deferred(NodeKey node, int objects, String reason, String lastSeen) {
        this(node, objects, reason, lastSeen, node.path());
    }

    /** What lies in something that is {@link LiveObject.Status#CHANGING}, and that itself. */
    static Deferred changing(NodeKey node, ObjectPath what, int objects) {
        String reason = CHANGING + what.kind().word() + " '" + what.name() + "' is on its way up or down";
        return new Deferred(node, objects, reason, "", what);
    }

    /**
     * A transport whose port another one has.
     *
     * @param waits the transport, or what around it is not restarted because the transport would not come back
     * @param goes whether the holder is to go, and stays for now; otherwise its own change waits
     * @param objects how many wait with it
     */
    static Deferred placeTaken(NodeKey node, ObjectPath waits, ObjectPath holder, boolean goes, int objects) {
        String reason = PLACE_TAKEN + holder.kind().word() + " '" + holder.name() + "', which "
                + (goes ? "is to go and stays for now" : "waits itself");
        return new Deferred(node, objects, reason, "", waits);
    }

    /** Whether it waits because of what the documents or the options say: nothing about the node is unknown. */
    public boolean isMeant() {
        return reason.startsWith(SUSPENDED) || reason.equals(RETIRES) || reason.startsWith(PLACE_TAKEN);
    }

    /**
     * Of two things that wait on one node the one that says more of it: what is not known of it comes before that it is away, and that
     * before what is meant.
     */
    public Deferred orGraver(Deferred other) {
        return other.gravity() > gravity() ? other : this;
    }

    private int gravity() {
        return isMeant() ? 0 : isAway() ? 1 : 2;
    }

    /** Whether the node is not there, as opposed to not being readable. */
    public boolean isAway() {
        return reason.equals(OFFLINE) || reason.equals(WAITING_FOR_KEY);
    }
}
