import dev.weft.client.Client;
import dev.weft.wamp.error.ApplicationError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Register, publish, subscribe and call with Weft's own client. */
public final class Example {

    public static void main(String[] arguments) {
        String address = arguments.length > 0 ? arguments[0] : "127.0.0.1:8080";
        try (Client machine = join("ws://" + address + "/machines");
                Client operator = join("ws://" + address + "/ws")) {
            machine.register("com.plant.multiply", call -> call.get(0, int.class) * call.get(1, int.class)).join();
            System.out.println("registered com.plant.multiply");

            CompletableFuture<Double> measured = new CompletableFuture<>();
            operator.subscribe("com.plant.measured", event -> measured.complete(event.as(double.class))).join();
            machine.topic("com.plant.measured").acknowledged().publish(21.5).join();
            System.out.println("event com.plant.measured: " + measured.join());

            int product = operator.call(int.class, "com.plant.multiply", 6, 7).join();
            System.out.println("called com.plant.multiply(6, 7): " + product);

            try {
                operator.register("com.plant.mine", call -> null).join();
                throw new IllegalStateException("an operator may register");
            } catch (CompletionException refused) {
                System.out.println("an operator may not register: " + ((ApplicationError) refused.getCause()).uri());
            }
        }
    }

    private static Client join(String url) {
        return Client.to(url).realm("line").connect().join();
    }
}
