package dev.weft.transport.client;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a connection did not come about, in words that help. */
final class ConnectFailures {

    private ConnectFailures() {}

    /** @param target where the connection was to go to */
    static String text(Throwable failure, Target target) {
        Throwable cause = sslCause(failure);
        String said = String.valueOf(failure.getMessage());
        String lower = said.toLowerCase(Locale.ROOT);
        if (cause instanceof NotSslRecordException) {
            // Its own message is the answer in hexadecimal digits.
            return "what answers at " + target.place() + " does not speak TLS. Use "
                    + (target.isWebSocket() ? "ws://" : "rs://") + ", or ask for the port with TLS";
        }
        if (cause != null) {
            return "TLS failed: " + cause.getMessage()
                    + ". Is the certificate valid, made out to the host of the url, and signed by an authority that is"
                    + " trusted here?";
        }
        if (failure instanceof ConnectTimeoutException) {
            return "no answer in time. Is the address right, and no firewall in between?";
        }
        if (failure instanceof UnknownHostException) {
            return "the host name is unknown";
        }
        if (lower.contains("no such file") || failure instanceof FileNotFoundException) {
            return "there is no such socket. Is the router running?";
        }
        if (failure instanceof ConnectException && lower.contains("refused")) {
            return "connection refused. Is the router running, and does it listen on this address?";
        }
        return said;
    }

    private static @Nullable Throwable sslCause(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SSLException)) {
            cause = cause.getCause();
        }
        return cause;
    }
}
