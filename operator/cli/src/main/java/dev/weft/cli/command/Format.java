package dev.weft.cli.command;

/** For whom a result is printed. */
enum Format {
    /** For people. */
    TEXT,
    /** For programs: a versioned document, or one object a line where results come one by one. */
    JSON
}
