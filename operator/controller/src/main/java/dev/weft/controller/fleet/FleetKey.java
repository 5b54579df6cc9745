package dev.weft.controller.fleet;

/**
 * One fleet: the management realm that a namespace declares, with the nodes and layouts of the same namespace that name it.
 *
 * @param mrealm empty for resources that name none, which therefore cannot be used
 */
public record FleetKey(String namespace, String mrealm) implements Comparable<FleetKey> {

    @Override
    public int compareTo(FleetKey other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : mrealm.compareTo(other.mrealm);
    }

    @Override
    public String toString() {
        return namespace + "/" + mrealm;
    }
}
