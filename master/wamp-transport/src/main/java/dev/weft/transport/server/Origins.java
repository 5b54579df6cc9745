package dev.weft.transport.server;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Decides on the {@code Origin} header by scheme, host and port. */
final class Origins {

    private static final String ALL = "*";
    private static final String ANY_PORT = "[0-9]+";

    private final boolean all;
    private final boolean nullAllowed;
    private final List<Pattern> patterns;

    Origins(List<String> allowed) {
        this.all = allowed.contains(ALL);
        this.nullAllowed = allowed.contains("null");
        this.patterns = allowed.stream()
                .filter(o -> !o.equals(ALL) && !o.equals("null"))
                .map(Origins::compile)
                .toList();
    }

    boolean allows(String origin) {
        if (all) {
            return true;
        }
        if (origin.equals("null")) {
            return nullAllowed;
        }
        String whole = withPort(origin.toLowerCase(Locale.ROOT));
        return patterns.stream().anyMatch(p -> p.matcher(whole).matches());
    }

    private static String withPort(String origin) {
        int host = origin.indexOf("://") + 3;
        boolean hasPort = origin.lastIndexOf(':') > Math.max(host, origin.indexOf(']'));
        if (hasPort) {
            return origin;
        }
        return origin + (origin.startsWith("https:") ? ":443" : ":80");
    }

    /** A star stands for any part of a scheme, a host or a port, never for more than one of the three. */
    private static Pattern compile(String allowed) {
        String lower = allowed.toLowerCase(Locale.ROOT);
        int border = lower.indexOf("://");
        String scheme = border < 0 ? ALL : lower.substring(0, border);
        String rest = border < 0 ? lower : lower.substring(border + 3);
        int colon = rest.lastIndexOf(':');
        boolean hasPort = colon > rest.indexOf(']') && colon > 0;
        String host = hasPort ? rest.substring(0, colon) : rest;
        String port = hasPort ? rest.substring(colon + 1) : scheme.equals("https") ? "443" : "80";
        if (!hasPort && scheme.contains(ALL)) {
            return Pattern.compile("(http://" + part(host, "[^/:]*") + ":80|https://" + part(host, "[^/:]*") + ":443)");
        }
        return Pattern.compile(part(scheme, "[a-z0-9+.-]*") + "://" + part(host, "[^/:]*") + ":"
                + (port.equals(ALL) ? ANY_PORT : part(port, "[0-9]*")));
    }

    private static String part(String text, String star) {
        StringBuilder regex = new StringBuilder();
        for (String piece : text.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : star)
                    .append("(?:")
                    .append(Pattern.quote(piece))
                    .append(')');
        }
        return regex.toString();
    }
}
