package dev.weft.config.worker;

import dev.weft.config.schema.Discriminator;
import org.jspecify.annotations.Nullable;

/** A worker as a node's configuration file declares it: options, and all that is started in it. */
@Discriminator("type")
public sealed interface WorkerItem permits RouterItem, ContainerItem, ProxyItem, HostMonitorItem, GuestConfig {

    /** Null where the file gives none; the node counts then ({@code worker001}). */
    @Nullable
    String id();
}
