package dev.weft.cli.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Passes text on with its control characters made visible: names, messages and payloads come from other machines. */
public final class TerminalWriter extends FilterWriter {

    private final Colour colour;

    /** @param colour whether sequences that only set a colour pass */
    public TerminalWriter(Writer out, Colour colour) {
        super(out);
        this.colour = colour;
    }

    @Override
    public void write(int c) throws IOException {
        write(String.valueOf((char) c));
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        write(new String(text, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        String part = text.substring(offset, offset + length);
        out.write(colour == Colour.ANSI ? ControlCharacters.visibleColoured(part) : ControlCharacters.visible(part));
    }
}
