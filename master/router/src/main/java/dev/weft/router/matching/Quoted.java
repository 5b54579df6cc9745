package dev.weft.router.matching;

/** Uris of clients in texts for people. */
public final class Quoted {

    private static final int LONGEST = 200;

    private Quoted() {}

    /** In quotes, and cut where it is long. */
    public static String uri(String uri) {
        return uri.length() <= LONGEST ? "'" + uri + "'" : "'" + uri.substring(0, LONGEST) + "…'";
    }
}
