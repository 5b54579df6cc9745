package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Counters of the worker's realms and transports, for Prometheus")
@TypeName("metrics")
@Impact(RESTART_OBJECT)
public record MetricsService(@FileId @Nullable String id) implements WebService {}
