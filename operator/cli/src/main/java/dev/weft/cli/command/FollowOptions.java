package dev.weft.cli.command;

import dev.weft.cli.CliFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to follow a repository. */
final class FollowOptions {

    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,6})(s|m|h)");

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "With --git --watch: time between two looks: 30s, 5m, 1h. Default: ${DEFAULT-VALUE}.")
    private String interval = "60s";

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "With --git --watch: serve /healthz, /readyz, /metrics, /history and POST /webhook there.")
    private @Nullable String listen;

    @Option(
            names = "--webhook-secret-file",
            paramLabel = "FILE",
            description = "With --listen: the secret that webhooks are signed with. Default: $WEFT_WEBHOOK_SECRET.")
    private @Nullable Path webhookSecret;

    Duration interval() {
        Matcher matcher = TIME.matcher(interval);
        if (!matcher.matches()) {
            throw CliFailure.usage("'" + interval + "' is no time", "Write it like 30s, 5m or 1h.");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "h" -> Duration.ofHours(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofSeconds(count);
        };
    }

    Optional<String> listen() {
        return Optional.ofNullable(listen);
    }

    Optional<Path> webhookSecret() {
        return Optional.ofNullable(webhookSecret);
    }
}
