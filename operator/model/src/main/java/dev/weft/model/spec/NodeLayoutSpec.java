package dev.weft.model.spec;

/** What runs on the nodes that it selects. */
public record NodeLayoutSpec() {}
