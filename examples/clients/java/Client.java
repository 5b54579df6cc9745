import dev.weft.transport.Loops;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Register, publish, subscribe and call with Weft's own client. */
public final class Client {

    public static void main(String[] arguments) {
        String address = arguments.length > 0 ? arguments[0] : "127.0.0.1:8080";
        try (Loops loops = Loops.create(1)) {
            WampClient client = new WampClient(loops);
            WampSession machine = join(client, "ws://" + address + "/machines");
            WampSession operator = join(client, "ws://" + address + "/ws");

            await(machine.register("com.plant.multiply", Dict.empty(), invocation -> {
                long a = (Long) invocation.payload().argument(0);
                long b = (Long) invocation.payload().argument(1);
                return CompletableFuture.completedFuture(Payload.of(a * b));
            }));
            System.out.println("registered com.plant.multiply");

            CompletableFuture<Object> event = new CompletableFuture<>();
            await(operator.subscribe(
                    "com.plant.measured", Dict.empty(), (payload, details) -> event.complete(payload.argument(0))));
            await(machine.publish("com.plant.measured", Dict.of("acknowledge", true), Payload.of(21.5)));
            System.out.println("event com.plant.measured: " + event.join());

            Payload product = await(operator.call("com.plant.multiply", Payload.of(6L, 7L)));
            System.out.println("called com.plant.multiply(6, 7): " + product.argument(0));

            try {
                await(operator.register("com.plant.mine", Dict.empty(), invocation -> null));
                throw new IllegalStateException("an operator may register");
            } catch (CompletionException refused) {
                System.out.println("an operator may not register: " + ((ApplicationError) refused.getCause()).uri());
            }
            await(operator.close());
            await(machine.close());
        }
    }

    private static WampSession join(WampClient client, String url) {
        return await(client.connect(ClientSettings.of(url, "line", Serializers.json())));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
