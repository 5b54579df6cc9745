package dev.weft.engine.plan;

/** What is done to an object; {@code none} is the absence of an action. */
public enum ActionType {
    CREATE("create", "+"),
    /** Taken over as it is found, and brought to what the documents say. */
    ADOPT("adopt", "~"),
    /** Changed in place. */
    UPDATE("update", "~"),
    /** Stopped and started again under the same name. */
    RESTART("restart", "±"),
    /** Deleted and made anew, with everything inside it. */
    REPLACE("replace", "-/+"),
    DELETE("delete", "-");

    private final String word;
    private final String glyph;

    ActionType(String word, String glyph) {
        this.word = word;
        this.glyph = glyph;
    }

    public String word() {
        return word;
    }

    /** The mark in front of it in a plan. */
    public String glyph() {
        return glyph;
    }

    /** Whether the object was there before and is not wanted as it was. */
    public boolean stopsFirst() {
        return this == RESTART || this == REPLACE;
    }
}
