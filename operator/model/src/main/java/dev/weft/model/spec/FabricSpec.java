package dev.weft.model.spec;

/** How to reach a fabric, and what its documents may ask for. */
public record FabricSpec() {}
