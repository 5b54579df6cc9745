package dev.weft.transport.channel;

import dev.weft.transport.Deflate;
import dev.weft.transport.Deflate.BeforeSession;
import dev.weft.transport.channel.WebSocketFraming.Role;
import dev.weft.wamp.codec.ProtocolViolation;
import org.jspecify.annotations.Nullable;

/**
 * Compression on one connection. Until there is a session nothing is compressed by us, and of what a client compresses only as much
 * is taken as the settings say: who has not authenticated must not cost more than it sends. Loop-confined.
 */
public final class PerMessageDeflate {

    /** For a HELLO or AUTHENTICATE with all that may be in it. */
    private static final int SMALL_BYTES = 64 << 10;

    private final BeforeSession before;
    private final int messageBytes;
    private final MessageDeflater deflater;
    private final MessageInflater inflater;
    private boolean session;

    private PerMessageDeflate(Role role, BeforeSession before, DeflateAgreement agreed, int messageBytes) {
        boolean server = role == Role.SERVER;
        this.before = before;
        this.messageBytes = messageBytes;
        this.deflater = server
                ? new MessageDeflater(agreed.serverResets(), agreed.serverBits())
                : new MessageDeflater(agreed.clientResets(), agreed.clientBits());
        this.inflater = new MessageInflater(server ? agreed.clientResets() : agreed.serverResets(), messageBytes);
    }

    /** @param messageBytes largest message that is accepted, inflated */
    public static PerMessageDeflate server(Deflate ours, DeflateAgreement agreed, int messageBytes) {
        return new PerMessageDeflate(Role.SERVER, ours.beforeSession(), agreed, messageBytes);
    }

    /** A client chose its server, and takes from it what it compresses from the first message on. */
    public static PerMessageDeflate client(DeflateAgreement agreed, int messageBytes) {
        return new PerMessageDeflate(Role.CLIENT, BeforeSession.SMALL, agreed, messageBytes);
    }

    /** Where nobody authenticates. */
    public static PerMessageDeflate echo(DeflateAgreement agreed, int messageBytes) {
        PerMessageDeflate open = new PerMessageDeflate(Role.SERVER, BeforeSession.SMALL, agreed, messageBytes);
        open.onSession();
        return open;
    }

    /** A session has begun. */
    void onSession() {
        session = true;
    }

    /** Says no to a compressed message that comes too early. */
    void checkTime() {
        if (!session && before == BeforeSession.REFUSED) {
            throw new ProtocolViolation(
                    ProtocolViolation.Kind.POLICY,
                    "wamp.error.protocol_violation",
                    "nothing may be compressed before there is a session");
        }
    }

    /** Null where the message is to be sent as it is. */
    byte @Nullable [] deflate(byte[] payload) {
        return session ? deflater.deflate(payload) : null;
    }

    byte[] inflate(byte[] part, boolean last) {
        return inflater.inflate(part, last, session ? messageBytes : Math.min(SMALL_BYTES, messageBytes));
    }

    void dispose() {
        deflater.dispose();
        inflater.dispose();
    }
}
