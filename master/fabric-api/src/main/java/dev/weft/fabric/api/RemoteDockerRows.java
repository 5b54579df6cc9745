package dev.weft.fabric.api;

import dev.weft.wamp.error.ErrorUri;
import java.util.List;

/** {@code crossbarfabriccenter.remote.docker.*}: containers and images of a node, by both generations of names. */
final class RemoteDockerRows {

    private RemoteDockerRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.remote.docker.", Level.NODE);
        rows.add("get_status", "").returns("dict").local("get_docker_status");
        engine(rows);
        containers(rows);
        images(rows);
        consoles(rows);
        return rows.list();
    }

    private static void engine(Rows rows) {
        rows.add("get_info", "").returns("dict").local("get_docker_info");
        rows.add("get_ping", "").returns("bool").local("get_docker_ping");
        rows.add("get_version", "").returns("dict").local("get_docker_version");
        rows.add("get_df", "").returns("dict").local("get_docker_df");
        rows.add("fs_open", "id:string, path:string")
                .returns("dict{dirs, files}")
                .local("fs_docker_open");
        rows.add("fs_get", "id:string, path:string").returns("dict{data}").local("fs_docker_get");
        rows.add("fs_put", "id:string, path:string, data:any").returns("null").local("fs_docker_put");
    }

    private static void containers(Rows rows) {
        String id = "container_id:string";
        rows.add("get_containers", "").returns("list[string]").local("get_docker_containers");
        rows.add("get_container", id)
                .returns("dict")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .local("get_docker_container");
        rows.add("start_container", "container_id:string?, container_config:dict")
                .returns("dict")
                .errors(ErrorUri.CANNOT_START);
        rows.add("stop_container", id).returns("dict").errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("create", "image:string, config:dict?").returns("dict{id}").local("create_docker_container");
        rows.add("start", id).returns("dict | null").local("start_docker_container");
        rows.add("stop", id).returns("null").local("stop_docker_container");
        rows.add("restart", id).returns("dict{status, id, tty_id}").local("restart_docker_container");
        rows.add("pause", id).returns("null").local("pause_docker_container");
        rows.add("unpause", id).returns("null").local("unpause_docker_container");
        rows.add("destroy", id).returns("null").local("destroy_docker_container");
    }

    private static void images(Rows rows) {
        String id = "image_id:string";
        rows.add("get_images", "").returns("list[string]").local("get_docker_images");
        rows.add("get_image", id)
                .returns("dict")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .local("get_docker_image");
        rows.add("update_image", id)
                .returns("dict")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .local("update_docker_image");
        rows.add("remove_image", id)
                .returns("dict")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .local("remove_docker_image");
        rows.add("delete_image", id).returns("null").local("delete_docker_image");
        rows.add("prune_images", "filter:dict").returns("dict").local("prune_docker_images");
    }

    private static void consoles(Rows rows) {
        rows.add("request_tty", "id:string").returns("dict{status, tty_id}").local("request_docker_tty");
        rows.add("watch", "container_id:string, tty_id:integer").returns("dict").local("watch_docker_container");
        rows.add("shell", "container_id:string, tty_id:integer").returns("dict").local("shell_docker_container");
        rows.add("backlog", "container_id:string").returns("dict").local("backlog_docker_container");
        rows.add("keystroke", "container_id:string, data:any")
                .returns("dict | null")
                .local("keystroke_docker_container");
    }
}
