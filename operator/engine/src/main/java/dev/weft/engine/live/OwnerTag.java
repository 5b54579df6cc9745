package dev.weft.engine.live;

/**
 * The mark that we leave on objects in the master's database: management realms in {@code tags}, nodes in {@code authextra.weft}.
 *
 * @param installation id of the installation of Weft; {@code default} unless stated
 * @param set id of the set of documents; {@code default} unless labelled
 * @param kind the object's own kind, so that a copied object is not claimed
 * @param name the object's own name
 * @param created whether the node itself was created by Weft ({@code up}); its layout is then exclusive by default
 */
public record OwnerTag(String installation, String set, String kind, String name, boolean created) {

    public static final String DEFAULT = "default";
}
