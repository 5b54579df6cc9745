package dev.weft.controller;

import dev.weft.controller.fabric.GatewayConnector;
import dev.weft.controller.fleet.FleetSettings;
import dev.weft.controller.lead.LeaseSettings;
import dev.weft.controller.log.OperatorLogging;
import dev.weft.controller.log.OperatorLogging.Format;
import dev.weft.controller.resource.LabelSelector;
import dev.weft.controller.setup.KnownDefinitions;
import dev.weft.controller.source.SourceSettings;
import dev.weft.controller.workload.MaxUnavailable;
import dev.weft.controller.workload.WorkloadSettings;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.transport.Loops;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Entry of the operator: options and environment to settings, then it runs until it is told to end. */
@Command(
        name = "weft operator",
        description = "Keeps fleets of WAMP routers as the custom resources of a Kubernetes cluster say.",
        mixinStandardHelpOptions = true,
        version = "weft operator",
        sortOptions = false,
        footer = {
            "",
            "Every option can be given in the environment: --http-port as WEFT_HTTP_PORT, and so on. The cluster is found as kubectl"
                    + " finds it (KUBECONFIG), or by the service account of the pod.",
            "",
            "Example: weft operator --own-namespace weft-system --namespaces plant-a,plant-b --lease none"
        })
public final class OperatorMain implements Callable<Integer> {

    /** The lease was lost: somebody else leads now. */
    static final int LOST_LEASE = 4;

    private static final int FAILED = 1;
    private static final int USAGE = 64;
    private static final long MIB = 1024 * 1024;
    private static final String PREFIX = "WEFT_";

    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // filled in by picocli before anything is asked
    private CommandSpec spec;

    @Option(names = "--namespaces", paramLabel = "A,B", description = "Namespaces to watch. Default: all.")
    private @Nullable String namespaces;

    @Option(
            names = "--selector",
            paramLabel = "L=V",
            description =
                    "Only resources with these labels; not for Fabric. Of FabricSources too only those with them are followed, and all"
                            + " documents of their repositories must have them.")
    private @Nullable String selector;

    @Option(
            names = "--own-namespace",
            paramLabel = "NAME",
            description =
                    "Where Fabric/default, its key and the Lease are. Default: the pod's (POD_NAMESPACE), else 'default'.")
    private @Nullable String ownNamespace;

    @Option(names = "--identity", paramLabel = "ID", description = "Who this is in the Lease. Default: the pod's name.")
    private @Nullable String identity;

    @Option(
            names = "--installation",
            paramLabel = "ID",
            description = "Owner mark on what is made, where the Fabric names none. Default: 'default'.")
    private @Nullable String installation;

    @Option(
            names = "--lease",
            paramLabel = "NAME",
            description = "Lease by which one of several leads. Default: weft-operator; 'none': without.")
    private @Nullable String lease;

    @Option(
            names = "--lease-duration",
            paramLabel = "SECONDS",
            description = "How long a standby waits for a leader that does not answer; not below 3. Default: 15.")
    private @Nullable String leaseDuration;

    @Option(
            names = "--prune-cap",
            paramLabel = "N",
            description =
                    "How many objects are pruned and nodes retired, taken together, until the documents change; where it would be more,"
                            + " nothing of that is done, and all else is. Default: 10.")
    private @Nullable String pruneCap;

    @Option(
            names = "--workloads",
            paramLabel = "true|false",
            description = "Whether to run nodes that have spec.workload; needs rights on StatefulSets. Default: true.")
    private @Nullable String workloads;

    @Option(
            names = "--workload-image",
            paramLabel = "IMAGE",
            description = "Image of nodes whose spec.workload names none. Default: none.")
    private @Nullable String workloadImage;

    @Option(
            names = "--workload-max-unavailable",
            paramLabel = "N|N%",
            description =
                    "How many workloads of a management realm are renewed at a time, when what their pods are made of changes;"
                            + " of a share, rounded down, at least one. Default: 10%%.")
    private @Nullable String maxUnavailable;

    @Option(names = "--http-address", paramLabel = "HOST", description = "Where to serve http. Default: 127.0.0.1.")
    private @Nullable String httpAddress;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Port of /metrics, /healthz, /readyz; 0: any that is free. Default: 8080.")
    private @Nullable String httpPort;

    @Option(
            names = "--source-cache",
            paramLabel = "DIR",
            description =
                    "Follow the repositories of FabricSources; fetched objects are kept below DIR. Default: they are not followed.")
    private @Nullable String sourceCache;

    @Option(
            names = "--source-cache-size",
            paramLabel = "MIB",
            description = "How large that folder may become. Default: 512.")
    private @Nullable String sourceCacheSize;

    @Option(
            names = "--source-timeout",
            paramLabel = "SECONDS",
            description =
                    "How long a repository may take to bring a revision; then others have their turn, and it is tried again later. 10 to"
                            + " 3600. Default: 120.")
    private @Nullable String sourceTimeout;

    @Option(names = "--log-format", paramLabel = "FORMAT", description = "text or json. Default: text.")
    private @Nullable String logFormat;

    @Option(names = "--log-level", paramLabel = "LEVEL", description = "error, warn, info or debug. Default: info.")
    private @Nullable String logLevel;

    private OperatorMain(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Runs until SIGTERM, and exits. */
    public static void main(String[] arguments) {
        System.exit(line(System.getenv()).execute(arguments));
    }

    static CommandLine line(Map<String, String> environment) {
        return new CommandLine(new OperatorMain(environment))
                .setParameterExceptionHandler((wrong, given) -> {
                    wrong.getCommandLine().getErr().println("weft operator: " + wrong.getMessage());
                    wrong.getCommandLine().getErr().println("  weft operator --help shows the options");
                    return USAGE;
                })
                .setExecutionExceptionHandler((failure, line, result) -> {
                    line.getErr().println("weft operator: " + failure.getMessage());
                    return FAILED;
                });
    }

    /** What these options and that environment say. */
    static OperatorSettings settings(Map<String, String> environment, String... arguments) {
        CommandLine line = line(environment);
        line.parseArgs(arguments);
        OperatorMain parsed = line.getCommand();
        return parsed.settings();
    }

    @Override
    public Integer call() throws InterruptedException {
        // First of all: reading the settings already logs.
        Format format = oneOf(Format.class, "--log-format", value(logFormat, "LOG_FORMAT", "text"));
        OperatorLogging.configure(format, value(logLevel, "LOG_LEVEL", "info"));
        OperatorSettings settings = settings();
        requireConfiguration();
        Logger log = LoggerFactory.getLogger(OperatorMain.class);
        try (Loops loops = Loops.create(1);
                KubernetesClient client = new KubernetesClientBuilder().build()) {
            log.info("connecting to {}", client.getMasterUrl());
            requireDefinitions(client);
            Assembly operator =
                    Assembly.of(client, mayCall -> new GatewayConnector(loops, mayCall), settings, OperatorMain::leave);
            AtomicInteger status = new AtomicInteger();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(operator, status.get()), "weft-shutdown"));
            try {
                operator.start();
            } catch (RuntimeException failure) {
                status.set(FAILED);
                throw failure;
            }
            log.info("running; http on port {}", operator.httpPort());
            operator.awaitEnd();
        }
        return 0;
    }

    private static void requireDefinitions(KubernetesClient client) {
        try {
            KnownDefinitions.require(client);
        } catch (KubernetesClientException failure) {
            throw new IllegalStateException(
                    "cannot ask the API server at " + client.getMasterUrl() + ": " + cause(failure)
                            + ". Check KUBECONFIG, or the service account",
                    failure);
        }
    }

    private static String cause(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    /** A JVM that is asked to end by a signal would report 143, which supervisors take for a failure. */
    private static void end(Assembly operator, int status) {
        operator.close();
        Runtime.getRuntime().halt(status);
    }

    /** Ends at once: whoever leads now must be alone. */
    private static void leave() {
        Runtime.getRuntime().halt(LOST_LEASE);
    }

    /** The client would pass over a file that is not there, and try an address that only exists inside clusters. */
    private void requireConfiguration() {
        String given = environment.getOrDefault("KUBECONFIG", "");
        for (String path : given.isEmpty() ? new String[0] : given.split(File.pathSeparator)) {
            if (Files.isReadable(Path.of(path))) {
                return;
            }
        }
        if (!given.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "KUBECONFIG: cannot read " + given + "; name a file that is there");
        }
    }

    /** What options and environment say. */
    OperatorSettings settings() {
        String own = value(ownNamespace, "OWN_NAMESPACE", ownNamespace());
        String name = value(lease, "LEASE", "weft-operator");
        String who = value(
                identity,
                "IDENTITY",
                environment.getOrDefault(
                        "POD_NAME", "weft-operator-" + ProcessHandle.current().pid()));
        LabelSelector selected = selector();
        return new OperatorSettings(
                list(value(namespaces, "NAMESPACES", "")),
                selected.isEverything() ? Optional.empty() : Optional.of(selected.text()),
                who,
                name.equals("none")
                        ? Optional.empty()
                        : Optional.of(new LeaseSettings(own, name, who, leaseDuration())),
                new OperatorSettings.HttpAddress(
                        value(httpAddress, "HTTP_ADDRESS", "127.0.0.1"),
                        number("--http-port", value(httpPort, "HTTP_PORT", "8080"), 0, 65_535)),
                FleetSettings.of(own, value(installation, "INSTALLATION", "default"))
                        .withPruneCap(pruneCap()),
                sources(),
                workloads(own));
    }

    private int pruneCap() {
        String usual = String.valueOf(PlanOptions.DEFAULT.pruneCap());
        return number("--prune-cap", value(pruneCap, "PRUNE_CAP", usual), 0, 1_000_000);
    }

    private Optional<SourceSettings> sources() {
        String folder = value(sourceCache, "SOURCE_CACHE", "");
        long size = number("--source-cache-size", value(sourceCacheSize, "SOURCE_CACHE_SIZE", "512"), 1, 1_000_000);
        Duration patience = Duration.ofSeconds(number(
                "--source-timeout",
                value(sourceTimeout, "SOURCE_TIMEOUT", String.valueOf(SourceSettings.USUAL_PATIENCE.toSeconds())),
                10,
                3_600));
        return folder.isEmpty()
                ? Optional.empty()
                : Optional.of(SourceSettings.of(Path.of(folder), size * MIB)
                        .withPatience(patience)
                        .selecting(selector()));
    }

    private LabelSelector selector() {
        try {
            return new LabelSelector(value(selector, "SELECTOR", ""));
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--selector: " + wrong.getMessage() + "; write team=a, or 'team in (a,b),!test'",
                    wrong);
        }
    }

    private WorkloadSettings workloads(String own) {
        String image = value(workloadImage, "WORKLOAD_IMAGE", "");
        return new WorkloadSettings(
                oneOf(Switch.class, "--workloads", value(workloads, "WORKLOADS", "true")) == Switch.TRUE,
                image.isEmpty() ? Optional.empty() : Optional.of(image),
                own,
                value(installation, "INSTALLATION", "default"),
                list(value(namespaces, "NAMESPACES", "")),
                maxUnavailable(),
                Duration.ofSeconds(10));
    }

    private MaxUnavailable maxUnavailable() {
        String text = value(maxUnavailable, "WORKLOAD_MAX_UNAVAILABLE", "");
        return text.isEmpty()
                ? MaxUnavailable.USUAL
                : MaxUnavailable.parse(text)
                        .orElseThrow(() -> new CommandLine.ParameterException(
                                spec.commandLine(),
                                "--workload-max-unavailable must be " + MaxUnavailable.MEANING + ", not '" + text
                                        + "'"));
    }

    /** Whether something is done. */
    private enum Switch {
        TRUE,
        FALSE
    }

    private String ownNamespace() {
        String pod = environment.get("POD_NAMESPACE");
        String found = pod == null ? Config.autoConfigure(null).getNamespace() : pod;
        return found == null ? "default" : found;
    }

    private String value(@Nullable String option, String variable, String otherwise) {
        String given = option == null ? environment.get(PREFIX + variable) : option;
        return given == null || given.isBlank() ? otherwise : given.strip();
    }

    private static Set<String> list(String text) {
        Set<String> names = new LinkedHashSet<>(Arrays.asList(text.split("[,\\s]+")));
        names.remove("");
        return names;
    }

    private Duration leaseDuration() {
        String usual = String.valueOf(LeaseSettings.USUAL.toSeconds());
        return Duration.ofSeconds(number(
                "--lease-duration",
                value(leaseDuration, "LEASE_DURATION", usual),
                (int) LeaseSettings.SHORTEST.toSeconds(),
                3_600));
    }

    private int number(String option, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // Refused below, as any other that does not fit.
        }
        throw new CommandLine.ParameterException(
                spec.commandLine(), option + " must be " + least + " to " + most + ", not '" + text + "'");
    }

    private <E extends Enum<E>> E oneOf(Class<E> type, String option, String text) {
        for (E each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                return each;
            }
        }
        throw new CommandLine.ParameterException(spec.commandLine(), option + " does not know '" + text + "'");
    }
}
