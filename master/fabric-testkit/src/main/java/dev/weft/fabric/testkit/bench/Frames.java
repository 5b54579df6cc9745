package dev.weft.fabric.testkit.bench;

import io.netty.buffer.ByteBuf;

/** The few WAMP messages that the load generator needs, written by hand so that they cost little beside the server. */
interface Frames {

    int WELCOME = 2;
    int PUBLISH = 16;
    int PUBLISHED = 17;
    int SUBSCRIBE = 32;
    int SUBSCRIBED = 33;
    int EVENT = 36;
    int CALL = 48;
    int RESULT = 50;
    int REGISTER = 64;
    int REGISTERED = 65;
    int INVOCATION = 68;
    int YIELD = 70;

    void hello(ByteBuf out, String realm);

    /** REGISTER, SUBSCRIBE: {@code [type, request, {}, uri]}. */
    void request(ByteBuf out, int type, long request, String uri);

    /** REGISTER of a procedure that is shared: {@code [64, request, {invoke: roundrobin}, uri]}. */
    void register(ByteBuf out, long request, String uri);

    /**
     * CALL, PUBLISH: {@code [type, request, {}, uri, [payload]]}.
     *
     * @param payload as {@link #payload} made it
     * @param acknowledge whether the options ask for an acknowledgement
     */
    void request(ByteBuf out, int type, long request, String uri, byte[] payload, boolean acknowledge);

    /** @param payload as {@link #payload} made it */
    void yield(ByteBuf out, long request, byte[] payload);

    /** One argument of so many bytes: binary, or text where there is no binary. */
    byte[] payload(int bytes);

    /** Reads the message type; what follows is for {@link #integer}. */
    int type(ByteBuf in);

    /** Reads the next element, which is an integer. */
    long integer(ByteBuf in);
}
