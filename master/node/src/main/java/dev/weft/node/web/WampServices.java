package dev.weft.node.web;

import dev.weft.config.web.LongPollService;
import dev.weft.config.web.WebSocketService;
import dev.weft.transport.http.HttpService;

/** Makes the services that speak WAMP: they need realms and authenticators, which are not the business of this package. */
public interface WampServices {

    HttpService webSocket(WebSocketService config, Host host);

    HttpService longPoll(LongPollService config, Host host);
}
