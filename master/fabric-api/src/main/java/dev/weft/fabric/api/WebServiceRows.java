package dev.weft.fabric.api;

import dev.weft.wamp.error.ErrorUri;
import java.util.List;

/** Services on the paths of a web transport: the same for router and proxy workers. */
final class WebServiceRows {

    private WebServiceRows() {}

    static List<RowBuilder> addTo(Rows rows) {
        return List.of(
                rows.add("get_web_transport_services", "transport_id:string, " + RemoteRouterRows.DETAILS)
                        .returns("list[string]")
                        .errors(ErrorUri.NOT_RUNNING),
                rows.add("get_web_transport_service", "transport_id:string, path|path_id:string")
                        .returns("dict{path, type, config, started}")
                        .errors(ErrorUri.NOT_RUNNING),
                rows.add(
                                "start_web_transport_service",
                                "transport_id:string, path|path_id:string, service_config|config|transport_service_config:dict")
                        .returns("dict{transport_id, path, config}")
                        .errors(ErrorUri.NOT_RUNNING, ErrorUri.ALREADY_RUNNING, ErrorUri.INVALID_CONFIGURATION)
                        .events("on_web_transport_service_starting", "on_web_transport_service_started"),
                rows.add("stop_web_transport_service", "transport_id:string, path|path_id:string")
                        .returns("dict{transport_id, path}")
                        .errors(ErrorUri.NOT_RUNNING)
                        .events("on_web_transport_service_stopping", "on_web_transport_service_stopped"));
    }
}
