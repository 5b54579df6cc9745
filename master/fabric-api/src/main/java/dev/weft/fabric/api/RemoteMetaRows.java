package dev.weft.fabric.api;

import java.util.List;

/** {@code crossbarfabriccenter.remote.realm.meta.*}: the meta API (WAMP specification) of a realm of a router worker. */
final class RemoteMetaRows {

    private RemoteMetaRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.remote.realm.meta.", Level.REALM);
        add(rows, "wamp.session.count", "filter_authroles:list?", "integer");
        add(rows, "wamp.session.list", "filter_authroles:list?", "list[integer]");
        add(rows, "wamp.session.get", "session_id:integer", "dict");
        for (String kind : List.of("registration", "subscription")) {
            String id = kind + "_id:integer";
            String member = kind.equals("registration") ? "callees" : "subscribers";
            String prefix = "wamp." + kind + ".";
            add(rows, prefix + "list", "", "dict{exact, prefix, wildcard}");
            add(rows, prefix + "get", id, "dict");
            add(rows, prefix + "lookup", "uri:string, options:dict?", "integer | null");
            add(
                    rows,
                    prefix + "match",
                    "uri:string",
                    kind.equals("registration") ? "integer | null" : "list[integer] | null");
            add(rows, prefix + "list_" + member, id, "list[integer]");
            add(rows, prefix + "count_" + member, id, "integer");
        }
        rows.add("<wamp_procedure>", "")
                .returns("any")
                .local("<wamp_procedure>")
                .built();
        return rows.list();
    }

    private static void add(Rows rows, String name, String arguments, String result) {
        rows.add(name, arguments).returns(result).local(name).built();
    }
}
