package dev.weft.engine.diff;

import dev.weft.config.realm.RealmConfig;
import dev.weft.config.realm.RoleConfig;
import dev.weft.config.transport.Transport;
import dev.weft.config.web.WebService;
import dev.weft.config.worker.WorkerItem;
import dev.weft.engine.path.ObjectKind;
import java.util.Optional;

/** Which configuration block describes which kind of object. */
public final class KindBlocks {

    private KindBlocks() {}

    /** The block; empty for objects of the master's database. */
    public static Optional<Class<?>> of(ObjectKind kind) {
        return switch (kind) {
            case MANAGEMENT_REALM, NODE -> Optional.empty();
            case WORKER -> Optional.of(WorkerItem.class);
            case REALM -> Optional.of(RealmConfig.class);
            case ROLE -> Optional.of(RoleConfig.class);
            case TRANSPORT -> Optional.of(Transport.class);
            case SERVICE -> Optional.of(WebService.class);
        };
    }
}
