package dev.weft.fabric.api;

import dev.weft.wamp.error.ErrorUri;
import java.util.List;

/** {@code crossbarfabriccenter.mrealm.metadata.*}: documents attached to objects. */
final class MetadataRows {

    private MetadataRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.mrealm.metadata.", Level.MREALM);
        rows.add("get_docs", "otype:string, oid:uuid").returns("dict").errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("add_docs", "otype:string, oid:uuid, docs:dict")
                .returns("dict")
                .errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("delete_docs", "oid:uuid").returns("dict").errors(ErrorUri.NO_SUCH_OBJECT);
        return rows.list();
    }
}
