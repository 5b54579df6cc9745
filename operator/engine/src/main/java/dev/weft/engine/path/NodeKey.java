package dev.weft.engine.path;

/**
 * A node by its natural name.
 *
 * @param mrealm name of the management realm
 * @param authid the node's name in it
 */
public record NodeKey(String mrealm, String authid) implements Comparable<NodeKey> {

    public ObjectPath path() {
        return ObjectPath.node(mrealm, authid);
    }

    @Override
    public int compareTo(NodeKey other) {
        int byRealm = mrealm.compareTo(other.mrealm);
        return byRealm != 0 ? byRealm : authid.compareTo(other.authid);
    }

    @Override
    public String toString() {
        return mrealm + "/" + authid;
    }
}
