package dev.weft.config.schema;

/** A block with rules across its fields. */
public interface Checked {
    /** Reports what is wrong; called once the fields by themselves are right. */
    void check(Problems problems);
}
