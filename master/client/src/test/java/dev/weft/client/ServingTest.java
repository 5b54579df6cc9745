package dev.weft.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.ManualExecutor;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServingTest {

    private static final List<String> UNREADABLE = new AbstractList<>() {
        @Override
        public String get(int index) {
            throw new ConcurrentModificationException("on purpose");
        }

        @Override
        public int size() {
            return 1;
        }
    };

    private final ManualExecutor executor = new ManualExecutor();
    private final List<Throwable> failures = new ArrayList<>();
    private final ClientListener listener = new ClientListener() {
        @Override
        public void onHandlerFailed(String uri, Throwable failure) {
            failures.add(failure);
        }
    };

    @Test
    void a_result_that_cannot_be_written_is_an_error_for_the_caller() {
        Dispatch dispatch = new Dispatch(Handlers.on(executor).inOrder(), listener);
        CompletableFuture<List<String>> later = new CompletableFuture<>();
        CompletableFuture<Payload> now = serve(dispatch, call -> UNREADABLE);
        CompletableFuture<Payload> staged = serve(dispatch, call -> later);
        CompletableFuture<Payload> next = serve(dispatch, call -> 1);
        executor.runAll();
        later.complete(UNREADABLE);

        assertThat(List.of(error(now), error(staged))).containsOnly(ErrorUri.RUNTIME_ERROR);
        assertThat(failures).hasSize(2).hasOnlyElementsOfType(ConcurrentModificationException.class);
        assertThat(next)
                .isCompletedWithValueMatching(payload -> payload.arguments().equals(List.of(1)));
    }

    @Test
    void a_listener_that_fails_does_not_cost_the_caller_the_answer() {
        Dispatch dispatch = new Dispatch(Handlers.onLoop(), new ClientListener() {
            @Override
            public void onHandlerFailed(String uri, Throwable failure) {
                throw new AssertionError("on purpose");
            }
        });

        assertThat(error(serve(dispatch, call -> UNREADABLE))).isEqualTo(ErrorUri.RUNTIME_ERROR);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_call_counts_until_it_has_its_answer(boolean oneByOne) {
        Dispatch dispatch = new Dispatch(new Handlers(executor, oneByOne, 2), listener);
        CompletableFuture<Integer> later = new CompletableFuture<>();
        CompletableFuture<Payload> first = serve(dispatch, call -> later);
        CompletableFuture<Payload> second = serve(dispatch, call -> later);
        executor.runAll();

        assertThat(error(serve(dispatch, call -> 1))).isEqualTo(ErrorUri.UNAVAILABLE);
        later.complete(1);
        assertThat(List.of(first, second)).allMatch(CompletableFuture::isDone);

        CompletableFuture<Payload> fourth = serve(dispatch, call -> 1);
        executor.runAll();
        assertThat(fourth)
                .isCompletedWithValueMatching(payload -> payload.arguments().size() == 1);
    }

    private static CompletableFuture<Payload> serve(Dispatch dispatch, Procedure.Handler handler) {
        return Serving.serve(dispatch, "com.p", handler, new Call()).toCompletableFuture();
    }

    /** The uri of the error that the caller has already. */
    private static String error(CompletableFuture<Payload> answer) {
        assertThat(answer).isCompletedExceptionally();
        return answer.handle((result, failure) -> ((ApplicationError) Causes.of(failure)).uri())
                .join();
    }

    /** A call without arguments that nobody cancels. */
    private static final class Call implements WampSession.InvocationContext {

        @Override
        public Payload payload() {
            return Payload.empty();
        }

        @Override
        public Dict details() {
            return Dict.empty();
        }

        @Override
        public CompletionStage<Void> progress(Payload payload) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onPart(WampSession.PartHandler handler) {}

        @Override
        public CompletionStage<String> canceled() {
            return new CompletableFuture<>();
        }
    }
}
