package dev.weft.fabric.api;

import dev.weft.wamp.error.ErrorUri;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code crossbarfabriccenter.mrealm.arealm.*}: application realms, their principals and credentials, roles and permissions. */
final class ArealmRows {

    private static final String AREALM = "arealm_oid:object";
    private static final String[] NOT_FOUND = {ErrorUri.NO_SUCH_OBJECT};

    private ArealmRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.mrealm.arealm.", Level.MREALM);
        realms(rows);
        principals(rows);
        roles(rows);
        return rows.list();
    }

    private static void realms(Rows rows) {
        rows.add("list_arealms", "return_names:bool=false").returns("list[uuid] | list[string]");
        rows.add("get_arealm", AREALM).returns("ApplicationRealm").errors(NOT_FOUND);
        rows.add("get_arealm_by_name", "arealm_name:string")
                .returns("ApplicationRealm")
                .errors(NOT_FOUND);
        rows.add("create_arealm", "arealm:dict")
                .returns("ApplicationRealm")
                .errors(ErrorUri.ALREADY_EXISTS, ErrorUri.NO_SUCH_PRINCIPAL)
                .events("on_arealm_created");
        rows.add("delete_arealm", AREALM)
                .returns("ApplicationRealm")
                .errors(ErrorUri.NO_SUCH_OBJECT, FabricError.NOT_STOPPED)
                .events("on_arealm_deleted");
        rows.add(
                        "start_arealm",
                        AREALM + ", router_workergroup_oid|workergroup:object, webcluster_oid|webcluster:object")
                .form(AREALM + ", cluster_config:dict", ArealmRows::clusters)
                .returns("dict{oid, status, router_workergroup_oid, changed, who}")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.CANNOT_START)
                .events("on_arealm_starting", "on_arealm_started");
        rows.add("stop_arealm", AREALM)
                .returns("dict{oid, status, changed, who}")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.CANNOT_STOP)
                .events("on_arealm_stopping", "on_arealm_stopped");
        rows.add("stat_arealm", AREALM).returns("dict").errors(NOT_FOUND);
        rows.add("list_router_workers", AREALM).returns("list[string]").errors(NOT_FOUND);
    }

    /** {@code {workergroup, webcluster}} in place of two arguments. */
    private static Map<String, @Nullable Object> clusters(Map<String, @Nullable Object> given) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>(given);
        if (out.remove("cluster_config") instanceof Map<?, ?> config) {
            out.put("router_workergroup_oid", config.get("workergroup"));
            out.put("webcluster_oid", config.get("webcluster"));
        }
        return out;
    }

    private static void principals(Rows rows) {
        String principal = AREALM + ", principal_oid:object";
        rows.add("list_principals", AREALM + ", return_names|filters:any?")
                .returns("list[uuid] | list[string]")
                .errors(NOT_FOUND);
        rows.add("get_principal", principal).returns("Principal").errors(NOT_FOUND);
        rows.add("get_principal_by_name", AREALM + ", principal_name:string")
                .returns("Principal")
                .errors(NOT_FOUND);
        rows.add("add_principal", AREALM + ", principal:dict")
                .returns("Principal")
                .errors(ErrorUri.NO_SUCH_OBJECT, FabricError.INVALID_CONFIG, ErrorUri.ALREADY_EXISTS)
                .events("on_principal_created");
        rows.add("remove_principal", principal)
                .returns("Principal")
                .errors(NOT_FOUND)
                .events("on_principal_removed");
        rows.add("list_principal_credentials", principal).returns("list[uuid]").errors(NOT_FOUND);
        rows.add("get_principal_credential", principal + ", credential_oid:uuid")
                .returns("Credential")
                .errors(NOT_FOUND);
        rows.add("add_principal_credential", principal + ", credential:dict")
                .returns("Credential")
                .errors(ErrorUri.NO_SUCH_OBJECT, FabricError.INVALID_CONFIG, ErrorUri.ALREADY_EXISTS);
        rows.add("remove_principal_credential", principal + ", credential_oid:uuid")
                .returns("Credential")
                .errors(NOT_FOUND);
    }

    private static void roles(Rows rows) {
        String permission = "role_oid:object, permission_oid:uuid";
        String association = AREALM + ", role_oid:object";
        rows.add("list_roles", "return_names:bool=false").returns("list[uuid] | list[string]");
        rows.add("get_role", "role_oid:object").returns("Role").errors(NOT_FOUND);
        rows.add("get_role_by_name", "role_name:string").returns("Role").errors(NOT_FOUND);
        rows.add("create_role", "role:dict")
                .returns("Role")
                .errors(ErrorUri.ALREADY_EXISTS)
                .events("on_role_created");
        rows.add("delete_role", "role_oid:object")
                .returns("Role")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.DEPENDENT_OBJECTS)
                .events("on_role_deleted");
        rows.add("list_role_permissions", "role_oid:object, prefix:string?")
                .returns("list[uuid]")
                .errors(NOT_FOUND);
        rows.add("get_role_permission", permission).returns("Permission").errors(NOT_FOUND);
        rows.add("get_role_permissions_by_uri", "role_oid:object, uri:string?, *prefix:string?")
                .returns("list[Permission]")
                .errors(NOT_FOUND);
        rows.add("add_role_permission", "role_oid:object, uri:string, permission:dict")
                .returns("Permission")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.ALREADY_EXISTS)
                .events("on_permission_added");
        rows.add("remove_role_permission", permission)
                .returns("Permission")
                .errors(NOT_FOUND)
                .events("on_permission_removed");
        rows.add("list_arealm_roles", AREALM + ", return_names:bool=false")
                .returns("list[uuid] | list[string]")
                .errors(NOT_FOUND);
        rows.add("get_arealm_role", association)
                .returns("dict{arealm_oid, role_oid}")
                .errors(NOT_FOUND);
        rows.add("add_arealm_role", association + ", config:dict?")
                .returns("dict{arealm_oid, role_oid}")
                .errors(NOT_FOUND)
                .events("on_arealm_role_added");
        rows.add("remove_arealm_role", association)
                .returns("dict{arealm_oid, role_oid}")
                .errors(NOT_FOUND)
                .events("on_arealm_role_removed");
    }
}
