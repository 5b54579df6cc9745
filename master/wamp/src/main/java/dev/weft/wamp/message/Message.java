package dev.weft.wamp.message;

/** A WAMP message. One record per message type; a test proves that each has its codec. */
public sealed interface Message
        permits Abort,
                Authenticate,
                Call,
                Cancel,
                Challenge,
                ErrorMessage,
                Event,
                Goodbye,
                Hello,
                Interrupt,
                Invocation,
                Publish,
                Published,
                Register,
                Registered,
                Result,
                Subscribe,
                Subscribed,
                Unregister,
                Unregistered,
                Unsubscribe,
                Unsubscribed,
                Welcome,
                Yield {

    MessageType type();
}
