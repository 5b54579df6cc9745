package dev.weft.controller.lead;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Lease on an API server. */
final class ClusterLease implements LeaseStore {

    private static final PatchContext JSON = PatchContext.of(PatchType.JSON);
    /** Somebody else was first: as a conflict, or as a patch whose test of the version failed. */
    private static final int CONFLICT = 409;

    private static final int UNPROCESSABLE = 422;

    private final KubernetesClient client;
    private final LeaseSettings settings;

    private ClusterLease(KubernetesClient client, LeaseSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /**
     * With a client of its own: the usual one waits for ten seconds and then tries again by itself, and meanwhile a Lease would be lost of
     * which an answer was lost. Here each look is a short one, and the next one follows soon.
     */
    static ClusterLease of(Config cluster, LeaseSettings settings) {
        return new ClusterLease(
                new KubernetesClientBuilder()
                        .withConfig(config(cluster, settings))
                        .build(),
                settings);
    }

    static Config config(Config cluster, LeaseSettings settings) {
        return new ConfigBuilder(cluster)
                .withRequestTimeout((int) settings.patience().toMillis())
                .withConnectionTimeout((int) settings.connecting().toMillis())
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public Optional<Stored> read() {
        Lease lease = resource().get();
        return Optional.ofNullable(lease).map(ClusterLease::stored);
    }

    private static Stored stored(Lease lease) {
        return new Stored(record(lease.getSpec()), lease.getMetadata().getResourceVersion());
    }

    @Override
    public Optional<Stored> write(Optional<Stored> over, LeaseRecord record) {
        LeaseSpec spec = new LeaseSpec();
        spec.setHolderIdentity(record.holder());
        spec.setLeaseTransitions(record.term());
        spec.setLeaseDurationSeconds((int) settings.duration().toSeconds());
        spec.setAcquireTime(time(record.acquired()));
        spec.setRenewTime(time(record.renewed()));
        Lease written;
        try {
            if (over.isEmpty()) {
                written = client.resource(new LeaseBuilder()
                                .withNewMetadata()
                                .withNamespace(settings.namespace())
                                .withName(settings.name())
                                .endMetadata()
                                .withSpec(spec)
                                .build())
                        .create();
            } else {
                Map<String, Object> same = Map.of(
                        "op",
                        "test",
                        "path",
                        "/metadata/resourceVersion",
                        "value",
                        over.get().version());
                Map<String, Object> replace = Map.of("op", "add", "path", "/spec", "value", spec);
                written = resource()
                        .patch(JSON, client.getKubernetesSerialization().asJson(List.of(same, replace)));
            }
            return Optional.of(stored(written));
        } catch (KubernetesClientException refused) {
            int code = refused.getCode();
            if (code == CONFLICT || code == UNPROCESSABLE && over.isPresent()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private Resource<Lease> resource() {
        return client.leases().inNamespace(settings.namespace()).withName(settings.name());
    }

    private static LeaseRecord record(@Nullable LeaseSpec spec) {
        if (spec == null) {
            return new LeaseRecord("", 0, Instant.EPOCH, Instant.EPOCH);
        }
        return new LeaseRecord(
                Objects.requireNonNullElse(spec.getHolderIdentity(), ""),
                Objects.requireNonNullElse(spec.getLeaseTransitions(), 0),
                instant(spec.getAcquireTime()),
                instant(spec.getRenewTime()));
    }

    private static Instant instant(@Nullable ZonedDateTime time) {
        return time == null ? Instant.EPOCH : time.toInstant();
    }

    /** A Lease has microseconds. */
    private static ZonedDateTime time(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS).atZone(ZoneOffset.UTC);
    }
}
