import dev.weft.client.Client;

/** A procedure that takes a record, and a call of it. */
public final class TenLines {

    record Measured(String machine, double value) {}

    public static void main(String[] arguments) {
        try (Client machine = Client.to("ws://" + arguments[0] + "/machines").realm("line").connect().join();
                Client operator = Client.to("ws://" + arguments[0] + "/ws").realm("line").connect().join()) {
            machine.register("com.plant.judge", call -> {
                Measured measured = call.as(Measured.class);
                return measured.value() < 100 ? measured.machine() + " is fine" : measured.machine() + " is hot";
            }).join();
            System.out.println(operator.call(String.class, "com.plant.judge", new Measured("press", 21.5)).join());
        }
    }
}
