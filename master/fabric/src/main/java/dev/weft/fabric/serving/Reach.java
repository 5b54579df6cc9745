package dev.weft.fabric.serving;

import dev.weft.fabric.control.Directory;
import dev.weft.fabric.realm.RunningRealm;
import dev.weft.fabric.realm.RunningRealms;
import dev.weft.fabric.store.FabricNode;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.List;
import java.util.Optional;

/** What a call on some realm is about: which management realm, and which nodes can be named there. */
interface Reach {

    /** The one management realm that calls here are about; empty on the global realm, where the node tells. */
    Optional<RunningRealm> realm();

    /**
     * The node with this oid or authid.
     *
     * @throws ApplicationError {@code crossbar.error.no_such_object}, or {@code wamp.error.invalid_argument} for an authid that
     *     several management realms have
     */
    Located node(String oidOrAuthid);

    static ApplicationError ambiguous(String authid) {
        return ApplicationError.of(
                ErrorUri.INVALID_ARGUMENT,
                "several management realms have a node with authid " + authid
                        + ": give its oid, or join its management realm");
    }

    /** A node and the realm it is paired with. */
    record Located(RunningRealm realm, FabricNode node) {}

    /** A management realm: nodes of others do not exist there. */
    record OfRealm(RunningRealm running, Directory directory) implements Reach {

        @Override
        public Optional<RunningRealm> realm() {
            return Optional.of(running);
        }

        @Override
        public Located node(String oidOrAuthid) {
            return directory
                    .findNodeOf(running.realm().oid(), oidOrAuthid)
                    .map(node -> new Located(running, node))
                    .orElseThrow(() -> ApplicationError.of(
                            ErrorUri.NO_SUCH_OBJECT,
                            "no node with object ID or authid " + oidOrAuthid + " in management realm "
                                    + running.realm().name()));
        }
    }

    /** The global realm: all nodes; only superusers can call there. */
    record Global(RunningRealms realms, Directory directory) implements Reach {

        @Override
        public Optional<RunningRealm> realm() {
            return Optional.empty();
        }

        @Override
        public Located node(String oidOrAuthid) {
            List<FabricNode> found =
                    directory.findNode(oidOrAuthid).map(List::of).orElseGet(() -> directory.nodesNamed(oidOrAuthid));
            if (found.size() > 1) {
                throw ambiguous(oidOrAuthid);
            }
            return found.stream()
                    .flatMap(node -> running(node).stream())
                    .findFirst()
                    .orElseThrow(() -> ApplicationError.of(
                            ErrorUri.NO_SUCH_OBJECT, "no paired node with object ID or authid " + oidOrAuthid));
        }

        private Optional<Located> running(FabricNode node) {
            return Optional.ofNullable(node.mrealmOid())
                    .flatMap(realms::running)
                    .map(running -> new Located(running, node));
        }
    }
}
