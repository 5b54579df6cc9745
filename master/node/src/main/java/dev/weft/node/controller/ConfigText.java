package dev.weft.node.controller;

import dev.weft.config.schema.JsonLines;
import dev.weft.config.schema.Problem;
import java.nio.file.Path;

/** The text of config.json, for messages that name a place in it: file, line and path, as editors find it. */
record ConfigText(Path file, String text) {

    /** @param pointer of something in it, or missed there */
    String at(String pointer) {
        return file + ":" + JsonLines.line(text, pointer) + ": " + pointer;
    }

    String say(Problem problem) {
        return file + ":" + JsonLines.line(text, problem.pointer()) + ": " + problem;
    }

    /** Without its content, which has secrets. */
    @Override
    public String toString() {
        return file.toString();
    }
}
