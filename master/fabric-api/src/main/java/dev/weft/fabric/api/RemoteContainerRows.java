package dev.weft.fabric.api;

import dev.weft.wamp.error.ErrorUri;
import java.util.List;

/** {@code crossbarfabriccenter.remote.container.*}: components of a container worker. */
final class RemoteContainerRows {

    private RemoteContainerRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.remote.container.", Level.WORKER);
        rows.add("get_components", RemoteRouterRows.DETAILS)
                .returns("list[string]")
                .readdressed("get_container_components");
        rows.add("get_component", "component_id:string")
                .returns("dict{id, started, uptime, config}")
                .errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("start_component", "component_id|id:id?, component_config|config:dict, reload_modules:bool=false")
                .form("component_config|config:dict, reload_modules:bool=false")
                .returns("dict{id, started, config}")
                .errors(
                        ErrorUri.ALREADY_RUNNING,
                        ErrorUri.INVALID_CONFIGURATION,
                        FabricError.CANNOT_CONNECT,
                        FabricError.CLASS_IMPORT_FAILED)
                .events("on_container_component_starting", "on_container_component_started")
                .readdressed("start_container_component");
        rows.add("stop_component", "component_id|id:string")
                .returns("dict{component_id, uptime, caller}")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .events("on_container_component_stopping", "on_container_component_stopped")
                .readdressed("stop_container_component");
        rows.add("restart_component", "component_id:string, reload_modules:bool=false")
                .returns("dict{id, started, config}")
                .errors(ErrorUri.NO_SUCH_OBJECT);
        return rows.list();
    }
}
