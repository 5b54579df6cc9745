package dev.weft.controller.fabric;

/**
 * Whom to trust when a master is connected to, and where that is written.
 *
 * @param secret the Secret with it, of the Fabric's namespace
 * @param key which of its entries
 * @param pem what that says
 */
public record Authorities(String secret, String key, String pem) {}
