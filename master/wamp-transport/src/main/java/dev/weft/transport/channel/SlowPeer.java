package dev.weft.transport.channel;

/** What is done for a peer that reads more slowly than this process sends. */
public enum SlowPeer {
    /** The connection is closed: a server must not keep what one of many does not fetch. */
    CLOSE,
    /** What is sent waits in its encoded form; {@code Link.isFull} and {@code Link.writable} tell senders. For clients. */
    WAIT
}
