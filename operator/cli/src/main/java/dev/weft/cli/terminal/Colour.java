package dev.weft.cli.terminal;

/** Whether text may carry ANSI colours. */
public enum Colour {
    NEVER,
    ANSI
}
