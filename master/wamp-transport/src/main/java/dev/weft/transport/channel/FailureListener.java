package dev.weft.transport.channel;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/** Is told, on any thread, when its peer was not let in. */
@FunctionalInterface
public interface FailureListener {

    /** Where a server leaves the listener for the links of its channels. */
    AttributeKey<FailureListener> OF_CHANNEL = AttributeKey.valueOf(FailureListener.class, "ofChannel");

    void onAuthenticationFailed(Channel channel);
}
