package dev.weft.model.spec;

/** A management realm on the master. */
public record ManagementRealmSpec() {}
