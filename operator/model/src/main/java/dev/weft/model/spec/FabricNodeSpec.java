package dev.weft.model.spec;

/** One node: its key, its realm, its values. */
public record FabricNodeSpec() {}
