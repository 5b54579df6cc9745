package dev.weft.controller;

import dev.weft.controller.fleet.FleetListener;
import dev.weft.controller.fleet.Fleets;
import dev.weft.controller.reconcile.ReconcileCounter;
import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Report;
import dev.weft.model.Kind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;

/** What the operator counts. Names of metrics are a promise: dashboards and alerts go by them. */
final class OperatorMetrics implements ReconcileCounter {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final ResourceCounts resources;

    OperatorMetrics(Fleets fleets, ResourceCounts resources, BooleanSupplier leads, IntSupplier queue) {
        this.resources = resources;
        gauge(
                "weft.fleets",
                "Fleets that are looked after",
                fleets,
                each -> each.counts().fleets());
        Gauge.builder("weft.nodes", fleets, each -> each.counts().online())
                .tag("state", "online")
                .description("Nodes by whether they have their uplink")
                .register(registry);
        Gauge.builder("weft.nodes", fleets, each -> each.counts().offline())
                .tag("state", "offline")
                .description("Nodes by whether they have their uplink")
                .register(registry);
        gauge(
                "weft.fabric.reachable",
                "1: the fabric answers, 0: it does not, NaN: nobody has asked",
                fleets,
                each -> each.counts().reachable().map(yes -> yes ? 1.0 : 0.0).orElse(Double.NaN));
        Gauge.builder("weft.leader", leads, each -> each.getAsBoolean() ? 1 : 0)
                .description("1: this process leads")
                .strongReference(true)
                .register(registry);
        // Nobody else holds on to it; a gauge whose object is gone tells no number.
        Gauge.builder("weft.reconcile.queue", queue, each -> each.getAsInt())
                .description("Resources that wait to be looked at")
                .strongReference(true)
                .register(registry);
        for (ResourceCounts.Key key : resources.keys()) {
            Gauge.builder("weft.resources", resources, each -> each.count(key))
                    .tag("kind", key.kind().name())
                    .tag("ready", key.ready())
                    .description("Resources by kind and by what their condition Ready says")
                    .register(registry);
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private void gauge(String name, String description, Fleets fleets, ToDoubleFunction<Fleets> value) {
        Gauge.builder(name, fleets, value).description(description).register(registry);
    }

    /** Everything, in the text form of Prometheus. */
    String scrape() {
        resources.look();
        return registry.scrape();
    }

    void onCompared(FleetListener.Scope scope) {
        registry.counter("weft.comparisons", "scope", word(scope)).increment();
    }

    void onPlan(String cause) {
        registry.counter("weft.plans", "cause", cause).increment();
    }

    void onLook(String result) {
        registry.counter("weft.source.looks", "result", result.toLowerCase(Locale.ROOT))
                .increment();
    }

    void onReport(Report report) {
        for (Outcome outcome : report.outcomes()) {
            registry.counter("weft.actions", "outcome", word(outcome.result())).increment();
        }
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void onReconciled(Kind kind, Result result) {
        registry.counter("weft.reconciles", "kind", kind.name(), "outcome", word(result))
                .increment();
    }

    @Override
    public void onStatusWritten(Kind kind) {
        registry.counter("weft.status.writes", "kind", kind.name()).increment();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
