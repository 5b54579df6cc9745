package dev.weft.fabric.api;

import java.util.List;
import java.util.stream.Stream;

/** {@code crossbarfabriccenter.domain.*}, and the authenticator of the master's realms. */
final class DomainRows {

    private DomainRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.domain.", Level.FABRIC);
        rows.add("get_status", "")
                .returns("dict{type, realm, now, started, uptime, tick}")
                .built();
        rows.add("get_version", "").returns("dict").built();
        rows.add("get_license", "").returns("dict{product, description, terms, features, limits}");

        Rows authenticator = new Rows("com.crossbario.fabric.", Level.FABRIC);
        authenticator
                .add("authenticate", "realm:string, authid:string, details:dict")
                .returns("dict{realm, authid, role, extra}");
        return Stream.of(rows, authenticator).flatMap(r -> r.list().stream()).toList();
    }
}
