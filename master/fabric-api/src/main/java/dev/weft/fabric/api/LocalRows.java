package dev.weft.fabric.api;

import java.util.List;

/** What only a node itself, or the master on its own, serves: the realm {@code crossbar}. */
final class LocalRows {

    private LocalRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbar.", Level.LOCAL);
        rows.add("utcnow", "")
                .returns("string")
                .aliases("crossbar.node.<node_id>.utcnow")
                .built();
        rows.add("started", "")
                .returns("string")
                .aliases("crossbar.node.<node_id>.started")
                .built();
        rows.add("uptime", "")
                .returns("number")
                .aliases("crossbar.node.<node_id>.uptime")
                .built();
        rows.add("get_public_key", "").returns("string").built();
        rows.add(
                        "sign_challenge",
                        "challenge_method:string, challenge_extra:dict, channel_id_raw:any?, channel_id_type:string?")
                .returns("string");
        rows.add("activate_realm", "mrealm_obj:dict").returns("null");
        rows.add("deactivate_realm", "mrealm_obj:dict").returns("null");
        byType(rows);
        return rows.list();
    }

    /** Names of the oldest generation, one per type of worker. */
    private static void byType(Rows rows) {
        rows.add("node.<node_id>.get_info", "").returns("dict");
        for (String type : List.of("router", "container", "guest")) {
            String start = "node.<node_id>.start_" + type;
            rows.add(start, type.equals("guest") ? "id:id, config:dict" : "id:id, options:dict?")
                    .returns("dict");
            rows.add("node.<node_id>.stop_" + type, "id:string, kill:bool=false")
                    .returns("null");
        }
    }
}
