package dev.weft.engine.render;

import dev.weft.engine.plan.ActionType;

/** ANSI colours, or none. */
enum Ink {
    NONE(""),
    GREEN("\u001b[32m"),
    YELLOW("\u001b[33m"),
    RED("\u001b[31m"),
    FAINT("\u001b[2m");

    private final String start;

    Ink(String start) {
        this.start = start;
    }

    static Ink of(ActionType type) {
        return switch (type) {
            case CREATE -> GREEN;
            case ADOPT, UPDATE, RESTART -> YELLOW;
            case REPLACE, DELETE -> RED;
        };
    }

    String paint(String text, PlanText.Style style) {
        return style == PlanText.Style.PLAIN || this == NONE ? text : start + text + "\u001b[0m";
    }
}
