/**
 * The pure core of the reconciler: documents and live state in, plan and calls out. No sockets, files, clock, randomness or
 * threads; ids, times and dice are passed in, so the same inputs always give the same bytes.
 *
 * <p>The way through: {@code desired} (documents to objects), {@code live} (what was read), {@code diff}, {@code plan} (actions,
 * graph, guards), {@code render} (text, JSON, graphs), {@code apply} (the executor as a state machine), {@code rollout}
 * (whose turn it is), {@code fleet} (the loop that follows a fleet). {@code path} names objects, {@code secret} keeps secrets out of all of it, {@code json} writes
 * canonical JSON. Who touches the world: gateway (calls) and fleet (timers). Start at {@code plan/DESIGN.md}.
 */
@NullMarked
package dev.weft.engine;

import org.jspecify.annotations.NullMarked;
