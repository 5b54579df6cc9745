package dev.weft.controller.setup;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * {@code weft setup}: runs to its end before an operator begins. Ends with 0 when all is as asked for, 1 when that failed, 64 for wrong
 * options. Running it again changes nothing.
 */
public final class SetupMain {

    private static final int FAILED = 1;
    private static final int USAGE = 64;

    private SetupMain() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out));
    }

    private static int run(List<String> arguments, PrintStream out) {
        SetupOptions options;
        try {
            options = SetupOptions.parse(arguments, System.getenv());
        } catch (SetupFailure wrong) {
            System.err.println("weft setup: " + wrong.getMessage());
            return USAGE;
        }
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            run(options, client, out);
            return 0;
        } catch (SetupFailure | KubernetesClientException failure) {
            System.err.println("weft setup: " + failure.getMessage());
            return FAILED;
        }
    }

    static void run(SetupOptions options, KubernetesClient client, PrintStream out) {
        options.keySecret()
                .ifPresent(name -> out.println(new KeySecret(options.namespace(), name, options.key()).ensure(client)));
        options.crds()
                .ifPresent(folder ->
                        new Definitions(client, version()).upgrade(folder).forEach(out::println));
    }

    private static String version() {
        return Optional.ofNullable(SetupMain.class.getPackage().getImplementationVersion())
                .orElse("0");
    }
}
