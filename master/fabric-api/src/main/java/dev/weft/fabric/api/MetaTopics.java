package dev.weft.fabric.api;

import java.util.List;

/** Topics of the meta API (WAMP specification) of realms of router workers. */
final class MetaTopics {

    private MetaTopics() {}

    static List<Topic> all() {
        TopicRows rows = new TopicRows("crossbarfabriccenter.remote.realm.meta.", Level.REALM)
                .add("wamp.session.on_join", "session_details")
                .add("wamp.session.on_leave", "session_id");
        for (String kind : List.of("registration", "subscription")) {
            String done = kind.equals("registration") ? "on_register" : "on_subscribe";
            String undone = kind.equals("registration") ? "on_unregister" : "on_unsubscribe";
            rows.add("wamp." + kind + ".on_create", "session_id, " + kind + "_details")
                    .add("wamp." + kind + "." + done, "session_id, " + kind + "_id")
                    .add("wamp." + kind + "." + undone, "session_id, " + kind + "_id")
                    .add("wamp." + kind + ".on_delete", "session_id, " + kind + "_id");
        }
        return rows.add("<wamp_topic>", "").list();
    }
}
