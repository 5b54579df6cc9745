package dev.weft.node.web;

import dev.weft.transport.http.HttpResponse;
import dev.weft.transport.http.HttpService.RequestHandler;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** {@code nodeinfo}: a page that says which node and worker answered. */
final class NodeInfoPage {

    private NodeInfoPage() {}

    static RequestHandler of(ServiceContext context) {
        String page = """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Weft node %1$s</title></head>
                <body>
                <h1>Weft node</h1>
                <table>
                <tr><th>Node</th><td>%1$s</td></tr>
                <tr><th>Worker</th><td>%2$s</td></tr>
                <tr><th>Process</th><td>%3$d</td></tr>
                </table>
                </body>
                </html>
                """.formatted(
                        Html.escape(context.nodeId()),
                        Html.escape(context.workerId()),
                        ProcessHandle.current().pid());
        HttpResponse response = HttpResponse.of(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
        return request -> CompletableFuture.completedFuture(response);
    }
}
