package dev.weft.router.session;

/** Told about sessions, on the realm's loop. */
public interface SessionListener {

    /** After WELCOME was sent. */
    void onJoin(Member member);

    /** After everything that the session held is gone. */
    void onLeave(Member member);
}
