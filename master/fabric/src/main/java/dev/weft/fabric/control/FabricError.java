package dev.weft.fabric.control;

/** Error uris that only a fabric master uses. */
public final class FabricError {

    public static final String INVALID_REALM = "fabric.invalid-realm";
    public static final String NO_SUCH_REALM = "fabric.no-such-realm";
    public static final String NODE_ALREADY_PAIRED = "fabric.node-already-paired";
    public static final String NODE_NOT_PAIRED = "fabric.node-not-paired";
    public static final String NODE_UNPAIRED = "fabric.auth-failed.node-unpaired";
    public static final String INVALID_PARAMETERS = "fabric.auth-failed.invalid-parameters";

    private FabricError() {}
}
