package dev.weft.transport.channel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code Sec-WebSocket-Extensions} (RFC 6455, 9.1) as strictly as its grammar is. */
final class ExtensionHeader {

    private static final String SEPARATORS = "()<>@,;:\\\"/[]?={} \t";

    private final String text;
    private int at;

    private ExtensionHeader(String text) {
        this.text = text;
    }

    /** One extension, with its parameters in order; repeated ones are kept. */
    record Extension(String name, List<Parameter> parameters) {}

    /** @param value null where there is none */
    record Parameter(String name, @Nullable String value) {}

    /** @throws IllegalArgumentException for what is no such header */
    static List<Extension> parse(List<String> headers) {
        List<Extension> all = new ArrayList<>();
        for (String header : headers) {
            new ExtensionHeader(header).addTo(all);
        }
        return all;
    }

    private void addTo(List<Extension> all) {
        do {
            String name = token();
            List<Parameter> parameters = new ArrayList<>();
            while (accept(';')) {
                String parameter = token();
                parameters.add(new Parameter(parameter, accept('=') ? value() : null));
            }
            all.add(new Extension(name, List.copyOf(parameters)));
        } while (accept(','));
        if (at < text.length()) {
            throw malformed();
        }
    }

    private String value() {
        skipBlanks();
        if (at >= text.length() || text.charAt(at) != '"') {
            return token();
        }
        int end = text.indexOf('"', at + 1);
        // What is quoted must be a token all the same, so no escapes are needed.
        String value = end < 0 ? "" : text.substring(at + 1, end);
        if (value.isEmpty() || !value.chars().allMatch(ExtensionHeader::isToken)) {
            throw malformed();
        }
        at = end + 1;
        skipBlanks();
        return value;
    }

    private String token() {
        skipBlanks();
        int start = at;
        while (at < text.length() && isToken(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw malformed();
        }
        String token = text.substring(start, at);
        skipBlanks();
        return token;
    }

    private boolean accept(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private static boolean isToken(int c) {
        return c > 0x20 && c < 0x7F && SEPARATORS.indexOf(c) < 0;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("Sec-WebSocket-Extensions is malformed");
    }
}
