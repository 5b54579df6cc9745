package dev.weft.node.worker.cookie;

import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkAcceptor;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Message;

/** Forgets a cookie when its browser says {@code GOODBYE} with {@code wamp.close.logout}. */
public record LogoutWatch(LinkAcceptor inner, CookieJar jar) implements LinkAcceptor {

    private static final String LOGOUT = "wamp.close.logout";

    @Override
    public LinkHandler accept(Link link) {
        LinkHandler handler = inner.accept(link);
        String cookie = link.info().cookie();
        return cookie == null ? handler : new Watching(handler, () -> jar.forget(cookie));
    }

    private record Watching(LinkHandler inner, Runnable forget) implements LinkHandler {

        @Override
        public void onBatchBegin() {
            inner.onBatchBegin();
        }

        @Override
        public void onBatchEnd() {
            inner.onBatchEnd();
        }

        @Override
        public void onMessage(Message message) {
            if (message instanceof Goodbye goodbye && goodbye.reason().equals(LOGOUT)) {
                forget.run();
            }
            inner.onMessage(message);
        }

        @Override
        public void onClosed(CloseReason reason) {
            inner.onClosed(reason);
        }
    }
}
