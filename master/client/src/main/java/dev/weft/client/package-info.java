/**
 * The WAMP client for Java applications.
 *
 * <pre>{@code
 * record Reading(String machine, double value) {}
 *
 * try (Client client = Client.to("wss://router.example.com/ws").realm("line").login(Login.scram("joe", password)).connect().join()) {
 *     client.register("com.plant.multiply", call -> call.get(0, int.class) * call.get(1, int.class)).join();
 *     client.subscribe("com.plant.measured", event -> store(event.as(Reading.class))).join();
 *     // To the other subscribers; a publisher gets its own events where it says includingMe().
 *     client.topic("com.plant.measured").includingMe().publish(new Reading("press", 21.5)).join();
 *     int product = client.call(int.class, "com.plant.multiply", 6, 7).join();
 * }
 * }</pre>
 *
 * <p>{@link dev.weft.client.Client} is one object for the life of an application: it stays joined, and after a lost connection makes its
 * registrations and subscriptions again. {@link dev.weft.client.Procedure} and {@link dev.weft.client.Topic} have the options of a call,
 * registration, event or subscription. What a handler gets is {@link dev.weft.client.Arguments}, which reads numbers, texts, records,
 * beans, lists and maps ({@link dev.weft.client.value.Values}).
 *
 * <p><b>Threads.</b> Handlers run where {@link dev.weft.client.Handlers} says, by default on a small pool of the client: there they may
 * block, and wait for calls. The futures that the client gives complete on its event loop: what is chained to one must not block, or be
 * chained by {@code …Async}.
 *
 * <p><b>Back-pressure.</b> The future of {@link dev.weft.client.Client#publish}, of a part of a call or of a progressive result completes
 * when the next one can be sent. Who does not wait for it fills a queue of a fixed size, and then gets {@code wamp.error.unavailable}.
 * Handlers that fall behind have a queue of a fixed size, too: calls beyond it are answered with {@code wamp.error.unavailable}, events
 * are dropped, and {@link dev.weft.client.ClientListener#onDropped} tells of them.
 *
 * <p><b>Errors.</b> A future fails with {@link dev.weft.wamp.error.ApplicationError} for an ERROR of router or peer, with {@link
 * dev.weft.wamp.client.SessionClosed} where the session ended before the answer came (whether the request took effect is unknown) or
 * nothing is joined, and with {@link dev.weft.client.value.Mismatch} where the answer is of another type.
 */
@NullMarked
package dev.weft.client;

import org.jspecify.annotations.NullMarked;
