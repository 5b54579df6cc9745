import dev.weft.client.Client;
import java.util.concurrent.CompletableFuture;

/** A machine that offers a procedure and publishes a record; an operator who calls the one and gets the other. */
public final class TenLines {

    record Reading(String machine, double value) {}

    public static void main(String[] arguments) {
        try (Client machine = Client.to("ws://" + arguments[0] + "/machines").realm("line").connect().join();
                Client operator = Client.to("ws://" + arguments[0] + "/ws").realm("line").connect().join()) {
            machine.register("com.plant.multiply", call -> call.get(0, int.class) * call.get(1, int.class)).join();
            CompletableFuture<Reading> heard = new CompletableFuture<>();
            operator.subscribe("com.plant.measured", event -> heard.complete(event.as(Reading.class))).join();
            machine.publish("com.plant.measured", new Reading("press", 21.5)).join();
            System.out.println(heard.join());
            System.out.println(operator.call(int.class, "com.plant.multiply", 6, 7).join());
        }
    }
}
