package dev.weft.fabric.serving;

import dev.weft.fabric.control.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the master says about itself. */
public final class MasterFacts {

    private static final List<String> EXTENSIONS = List.of(
            "get_change_counts",
            "get_router_transport_stats",
            "get_snapshot",
            "inventory",
            "on_change",
            "probe",
            "update_router_realm_role");
    private static final long DOMAIN_TICK_SECONDS = 300;
    private static final long REALM_TICK_SECONDS = 5;

    private final Origin origin;
    private final String version;
    private final Supplier<String> fingerprintKey;
    private final Instant started;

    /**
     * @param version of this program
     * @param fingerprintKey hexadecimal; never printed
     */
    public MasterFacts(Origin origin, String version, Supplier<String> fingerprintKey) {
        this.origin = origin;
        this.version = version;
        this.fingerprintKey = fingerprintKey;
        this.started = origin.clock().instant();
    }

    Instant started() {
        return started;
    }

    /** The shape of {@code get_status}; {@code uptime} in seconds, where Crossbar.io has an English phrase. */
    Map<String, Object> status(String type, String realm, Instant since) {
        Duration up = Duration.between(since, origin.clock().instant());
        long tick = type.equals("domain") ? DOMAIN_TICK_SECONDS : REALM_TICK_SECONDS;
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("type", type);
        status.put("realm", realm);
        status.put("now", origin.iso());
        status.put("started", Origin.iso(since));
        status.put("uptime", up.toMillis() / 1000.0);
        status.put("tick", up.toSeconds() / tick + 1);
        return status;
    }

    Map<String, Object> versions() {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("product", "weft");
        versions.put("weft_ver", version);
        versions.put("java_ver", System.getProperty("java.version"));
        versions.put("java_vm", System.getProperty("java.vm.name"));
        versions.put("platform", System.getProperty("os.name") + "-" + System.getProperty("os.version"));
        versions.put("machine", System.getProperty("os.arch"));
        versions.put("supported_serializers", "cbor, json, msgpack");
        return versions;
    }

    /** Seen by those who may see inventories as well. */
    Map<String, Object> fingerprintKey() {
        return Map.of("key", fingerprintKey.get());
    }

    Map<String, Object> capabilities() {
        Map<String, Object> capabilities = new LinkedHashMap<>();
        capabilities.put("product", "weft");
        capabilities.put("version", version);
        capabilities.put("extensions", EXTENSIONS);
        return capabilities;
    }
}
