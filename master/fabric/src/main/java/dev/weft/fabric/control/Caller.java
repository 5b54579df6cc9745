package dev.weft.fabric.control;

import java.util.LinkedHashMap;
import java.util.Map;

/** Who asks, as the router disclosed it. */
public record Caller(long session, String authid, String authrole) {

    /** The shape of {@code who} and of an entry of {@code forward_for}. */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("session", session);
        tree.put("authid", authid);
        tree.put("authrole", authrole);
        return tree;
    }
}
