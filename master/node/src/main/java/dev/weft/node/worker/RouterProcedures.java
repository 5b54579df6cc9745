package dev.weft.node.worker;

import dev.weft.fabric.api.Arguments;
import dev.weft.node.procedure.LocalCall;
import dev.weft.node.procedure.LocalProcedure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The procedures of a router worker, by local name: realms, roles, transports and services. Arguments in, tables do the rest. */
final class RouterProcedures {

    private static final String REALM = "realm_id";
    private static final String ROLE = "role_id";
    private static final String TRANSPORT = "transport_id";
    private static final String PATH = "path";

    private final RealmTable realms;
    private final RoleTable roles;
    private final TransportTable transports;
    private final ServiceTable services;

    RouterProcedures(RealmTable realms, RoleTable roles, TransportTable transports, ServiceTable services) {
        this.realms = realms;
        this.roles = roles;
        this.transports = transports;
        this.services = services;
    }

    Map<String, LocalProcedure> all() {
        Map<String, LocalProcedure> all = new LinkedHashMap<>();
        realms(all);
        roles(all);
        transports(all);
        services(all);
        return all;
    }

    private void realms(Map<String, LocalProcedure> all) {
        all.put(
                "get_router_realms",
                LocalProcedure.of(c -> listed(c, realms.all(), RunningRealm::id, RunningRealm::info)));
        all.put(
                "get_router_realm",
                LocalProcedure.of(
                        c -> realms.require(c.arguments().string(REALM)).info()));
        all.put(
                "get_router_realm_by_name",
                LocalProcedure.of(c ->
                        realms.requireByName(c.arguments().string("realm_name")).info()));
        all.put(
                "get_router_realm_stats",
                c -> realms.stats(c.arguments().findString(REALM).orElse(null)));
        all.put(
                "start_router_realm",
                c -> realms.start(
                        c.idOr(
                                REALM,
                                "realm",
                                ids(realms.all().stream().map(RunningRealm::id).toList())),
                        c.arguments().dict("realm_config")));
        all.put("stop_router_realm", c -> realms.stop(c.arguments().string(REALM)));
    }

    private void roles(Map<String, LocalProcedure> all) {
        all.put(
                "get_router_realm_roles",
                LocalProcedure.of(c -> listed(
                        c,
                        realms.require(c.arguments().string(REALM)).roles().values(),
                        RunningRealm.RunningRole::id,
                        RunningRealm.RunningRole::info)));
        all.put(
                "get_router_realm_role",
                LocalProcedure.of(c -> roles.require(
                                c.arguments().string(REALM), c.arguments().string(ROLE))
                        .info()));
        all.put("start_router_realm_role", c -> {
            String realm = c.arguments().string(REALM);
            String role = c.idOr(ROLE, "role", realms.require(realm).roles().keySet());
            return roles.start(realm, role, c.arguments().dict("role_config"));
        });
        all.put("update_router_realm_role", c -> {
            Arguments a = c.arguments();
            return roles.update(a.string(REALM), a.string(ROLE), a.dict("role_config"));
        });
        all.put(
                "stop_router_realm_role",
                c -> roles.stop(c.arguments().string(REALM), c.arguments().string(ROLE)));
    }

    private void transports(Map<String, LocalProcedure> all) {
        all.put(
                "get_router_transports",
                LocalProcedure.of(c -> listed(c, transports.all(), RunningTransport::id, RunningTransport::info)));
        all.put(
                "get_router_transport",
                LocalProcedure.of(
                        c -> transports.require(c.arguments().string(TRANSPORT)).info()));
        all.put(
                "get_router_transport_stats",
                LocalProcedure.of(c ->
                        transports.stats(c.arguments().findString(TRANSPORT).orElse(null))));
        all.put("start_router_transport", this::startTransport);
        all.put("stop_router_transport", c -> transports.stop(c.arguments().string(TRANSPORT)));
    }

    private void services(Map<String, LocalProcedure> all) {
        all.put("get_web_transport_services", LocalProcedure.of(c -> {
            List<Map<String, @Nullable Object>> infos =
                    services.all(c.arguments().string(TRANSPORT));
            return c.arguments().flag("details")
                    ? infos
                    : infos.stream().map(i -> i.get(PATH)).toList();
        }));
        all.put(
                "get_web_transport_service",
                LocalProcedure.of(c -> services.get(
                        c.arguments().string(TRANSPORT), c.arguments().string(PATH))));
        all.put(
                "start_web_transport_service",
                c -> services.start(
                        c.arguments().string(TRANSPORT),
                        c.arguments().string(PATH),
                        c.arguments().dict("service_config")));
        all.put(
                "stop_web_transport_service",
                c -> services.stop(
                        c.arguments().string(TRANSPORT), c.arguments().string(PATH)));
    }

    /**
     * With {@code create_paths} all services of the configuration are started; without, as with Crossbar.io, only that of "/". Those
     * of a universal transport belong to it, all of them.
     */
    private CompletionStage<Map<String, @Nullable Object>> startTransport(LocalCall call) {
        Set<String> taken =
                ids(transports.all().stream().map(RunningTransport::id).toList());
        String id = call.idOr(TRANSPORT, "transport", taken);
        Map<String, @Nullable Object> config = call.arguments().dict("transport_config");
        Map<String, Map<String, @Nullable Object>> root = new LinkedHashMap<>();
        Map<String, Map<String, @Nullable Object>> others = new LinkedHashMap<>();
        boolean universal = config.get("web") instanceof Map<?, ?>;
        paths(config).forEach((path, service) -> (universal || path.equals("/") ? root : others).put(path, service));
        services.check(root);
        if (call.arguments().flag("create_paths")) {
            services.check(others);
        } else {
            others.clear();
        }
        return transports.start(id, config).thenCompose(running -> {
            services.mountRoot(running, root);
            return transports.announce(running, () -> services.startAll(id, others));
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, @Nullable Object>> paths(Map<String, @Nullable Object> config) {
        Map<String, Map<String, @Nullable Object>> paths = new LinkedHashMap<>();
        Map<?, ?> web = config.get("web") instanceof Map<?, ?> part ? part : config;
        if (web.get("paths") instanceof Map<?, ?> given) {
            given.forEach((path, service) -> {
                if (service instanceof Map<?, ?> tree) {
                    paths.put(String.valueOf(path), (Map<String, @Nullable Object>) tree);
                }
            });
        }
        return paths;
    }

    /** Ids, or with {@code details: true} the objects. */
    private static <T> List<?> listed(
            LocalCall call, Iterable<T> all, Function<T, String> id, Function<T, Map<String, @Nullable Object>> info) {
        List<Object> list = new ArrayList<>();
        boolean details = call.arguments().flag("details");
        all.forEach(one -> list.add(details ? info.apply(one) : id.apply(one)));
        return list;
    }

    private static Set<String> ids(List<String> ids) {
        return ids.stream().collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
