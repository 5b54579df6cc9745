package dev.weft.controller.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets logging up without a configuration file. */
public final class OperatorLogging {

    private OperatorLogging() {}

    /** How a line looks. */
    public enum Format {
        TEXT,
        JSON
    }

    /** @param level error, warn, info or debug; info for anything else */
    public static void configure(Format format, String level) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        context.reset();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(format, context));
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(level, Level.INFO));
        root.addAppender(appender);
        // What the libraries tell in detail is not what debug asks for; their ordinary news is noise.
        context.getLogger("io.netty").setLevel(Level.INFO);
        context.getLogger("io.fabric8").setLevel(Level.WARN);
        context.getLogger("io.javaoperatorsdk").setLevel(Level.WARN);
        // A logger with a name of its own, and a warning about versions like ours that no user can do anything about.
        context.getLogger("Default ConfigurationService implementation").setLevel(Level.WARN);
        context.getLogger("io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils")
                .setLevel(Level.ERROR);
    }

    static Encoder<ILoggingEvent> encoder(Format format, LoggerContext context) {
        if (format == Format.JSON) {
            JsonLines json = new JsonLines();
            json.setContext(context);
            json.start();
            return json;
        }
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(context);
        lines.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{20} %replace(%msg){'\\n', '\n  | '}%n");
        lines.start();
        return lines;
    }
}
