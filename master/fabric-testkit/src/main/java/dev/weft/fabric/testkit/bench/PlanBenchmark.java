package dev.weft.fabric.testkit.bench;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredLoader;
import dev.weft.engine.desired.DesiredObject;
import dev.weft.engine.desired.DesiredOptions;
import dev.weft.engine.diff.ObjectDiff;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.Planner;
import dev.weft.engine.render.PlanJson;
import dev.weft.engine.secret.SecretSource;
import dev.weft.sources.yaml.YamlSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Documents to plan for 10 000 objects on 200 nodes, on one thread: {@code PlanBenchmark [rounds]}. Cold is the first time in a fresh
 * JVM with the options of the command line, warm is after some seconds of the same.
 */
public final class PlanBenchmark {

    private static final int NODES = 200;
    private static final int WARM_UP = 30;
    private static final int CHANGED_ROLE_EVERY = 56;
    private static final String COLD = "cold";

    private final byte[] text = FleetText.of(NODES).getBytes(StandardCharsets.UTF_8);

    private PlanBenchmark() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals(COLD)) {
            new PlanBenchmark().measureOnce();
        } else {
            new PlanBenchmark().run(args.length > 0 ? Integer.parseInt(args[0]) : 15);
        }
    }

    private void run(int rounds) throws Exception {
        Desired desired = load();
        System.out.printf(
                "%d objects on %d nodes, %d bytes of YAML; one thread; median of %d rounds%n",
                desired.objects().size() - 1, NODES, text.length, rounds);
        Table table = new Table(
                "live state", "load, warm", "plan, warm", "load, cold", "plan, cold", "actions", "plan, bytes");
        for (Case each : Case.values()) {
            measure(table, each, desired, rounds);
        }
        Table diffs = new Table("difference alone", "objects/s, warm");
        for (Case each : Case.values()) {
            diffs.row(each.words, Table.number(differencesPerSecond(desired, each.live(desired), rounds), 0));
        }
    }

    private void measure(Table table, Case each, Desired desired, int rounds) throws Exception {
        LiveState live = each.live(desired);
        List<Double> loads = new ArrayList<>();
        List<Double> plans = new ArrayList<>();
        Plan plan = plan(desired, live);
        for (int round = -WARM_UP; round < rounds; round++) {
            long began = System.nanoTime();
            Desired loaded = load();
            long between = System.nanoTime();
            plan = plan(loaded, live);
            if (round >= 0) {
                loads.add((between - began) / 1e6);
                plans.add((System.nanoTime() - between) / 1e6);
            }
        }
        List<Double> coldLoads = new ArrayList<>();
        List<Double> coldPlans = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String[] cold = runCold(each);
            coldLoads.add(Double.valueOf(cold[0]));
            coldPlans.add(Double.valueOf(cold[1]));
        }
        table.row(
                each.words,
                Table.milliseconds(Samples.of(loads)),
                Table.milliseconds(Samples.of(plans)),
                Table.milliseconds(Samples.of(coldLoads)),
                Table.milliseconds(Samples.of(coldPlans)),
                plan.actions().size(),
                Table.number(PlanJson.render(plan).getBytes(StandardCharsets.UTF_8).length, 0));
    }

    private double differencesPerSecond(Desired desired, LiveState live, int rounds) {
        Map<DesiredObject, LiveObject> pairs = new IdentityHashMap<>();
        live.realms()
                .values()
                .forEach(realm -> realm.nodes()
                        .values()
                        .forEach(node -> node.objects()
                                .forEach((path, object) ->
                                        pairs.put(desired.object(path).orElseThrow(), object))));
        List<Double> rates = new ArrayList<>();
        for (int round = -WARM_UP; round < rounds; round++) {
            long began = System.nanoTime();
            pairs.forEach((wanted, is) -> ObjectDiff.between(
                    wanted.kind(),
                    wanted.config(),
                    wanted.origins(),
                    is.config().orElse(Map.of())));
            if (round >= 0) {
                rates.add(pairs.size() / ((System.nanoTime() - began) / 1e9));
            }
        }
        return Samples.of(rates).median();
    }

    /** Live states. */
    private enum Case {
        AS_WRITTEN("equal, as written", LiveFleet.Form.AS_WRITTEN, 0),
        WITH_DEFAULTS("equal, told with all defaults", LiveFleet.Form.WITH_ALL_DEFAULTS, 0),
        CHANGED("1 % changed, as written", LiveFleet.Form.AS_WRITTEN, CHANGED_ROLE_EVERY);

        private final String words;
        private final LiveFleet.Form form;
        private final int changedRoleEvery;

        Case(String words, LiveFleet.Form form, int changedRoleEvery) {
            this.words = words;
            this.form = form;
            this.changedRoleEvery = changedRoleEvery;
        }

        LiveState live(Desired desired) {
            return LiveFleet.of(desired, form, changedRoleEvery);
        }
    }

    private static String[] runCold(Case each) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlanBenchmark.class.getName(),
                        COLD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().write(each.name().getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .trim()
                .split(" ");
    }

    /** In the fresh JVM: reads the case, prints how long loading and planning took the first time. */
    private void measureOnce() throws Exception {
        Case each = Case.valueOf(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
        long began = System.nanoTime();
        Desired desired = load();
        double load = (System.nanoTime() - began) / 1e6;
        LiveState live = each.live(desired);
        began = System.nanoTime();
        plan(desired, live);
        System.out.println(load + " " + (System.nanoTime() - began) / 1e6);
    }

    private Desired load() {
        InputStream stream = new ByteArrayInputStream(text);
        var read = YamlSource.withStream(stream).load(List.of(YamlSource.STREAM));
        if (read.hasErrors()) {
            throw new IllegalStateException(read.findings().toString());
        }
        DesiredLoader.Loaded loaded = DesiredLoader.load(read.documents(), DesiredOptions.DEFAULT);
        return loaded.desired()
                .orElseThrow(() -> new IllegalStateException(loaded.findings().toString()));
    }

    private static Plan plan(Desired desired, LiveState live) {
        return Planner.plan(desired, live, PlanOptions.DEFAULT, SecretSource.NONE);
    }
}
