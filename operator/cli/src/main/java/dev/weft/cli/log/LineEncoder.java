package dev.weft.cli.log;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.weft.cli.terminal.ControlCharacters;
import java.nio.charset.StandardCharsets;

/**
 * One entry, one line: what a client put into a name or message can neither look like an entry of its own nor steer the terminal.
 * Lines that belong to an entry, such as stack traces, begin with a bar.
 */
final class LineEncoder extends PatternLayoutEncoder {

    @Override
    public byte[] encode(ILoggingEvent event) {
        String text = getLayout().doLayout(event);
        String entry = ControlCharacters.visible(text.stripTrailing()).replace("\n", "\n  | ");
        return (entry + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
