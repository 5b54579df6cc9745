package dev.weft.cli.command;

/** For whom a plan is printed. */
enum PlanFormat {
    /** For people at a terminal. */
    TEXT,
    /** For programs. */
    JSON,
    /** For people who read a pull request. */
    MARKDOWN
}
