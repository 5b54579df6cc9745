package dev.weft.engine.apply;

/** Why a reading failed, where the fabric says so. Stackless: it happened in another process. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    /** @param reply {@link Reply.Failed} or {@link Reply.Away} */
    public Refused(Reply reply) {
        super(reply.toString(), null, false, false);
        this.reply = reply;
    }

    public Reply reply() {
        return reply;
    }
}
