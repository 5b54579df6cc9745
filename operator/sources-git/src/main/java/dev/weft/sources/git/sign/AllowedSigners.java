package dev.weft.sources.git.sign;

import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GivenText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A file of allowed signers in the form of OpenSSH ({@code ssh-keygen(1)}, "ALLOWED SIGNERS"): principals, options, key. A line that
 * cannot be read makes the whole file unusable, so that no slip of the pen lets anybody in or locks anybody out unseen.
 */
public final class AllowedSigners {

    private static final int LARGEST = 1024 * 1024;
    private static final String FORM =
            "A line is: PRINCIPAL [namespaces=\"git\"] [valid-before=\"20301231\"] KEYTYPE KEY";

    private final List<AllowedSigner> signers;

    private AllowedSigners(List<AllowedSigner> signers) {
        this.signers = List.copyOf(signers);
    }

    /** @throws GitFailure when it cannot be read, names nobody, or has a line that is wrong */
    public static AllowedSigners read(GivenText signers) {
        try {
            return parse(signers.name(), signers.text(LARGEST));
        } catch (IOException unreadable) {
            throw GitFailure.wrong(
                    "the allowed signers in " + signers.name() + " cannot be read: " + unreadable.getMessage(),
                    "Check its name and permissions.");
        }
    }

    /** @param file how it is named in messages */
    static AllowedSigners parse(String file, String text) {
        List<AllowedSigner> all = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                try {
                    all.add(signer(content));
                } catch (IllegalArgumentException | DateTimeException wrong) {
                    throw GitFailure.wrong(file + ":" + number + ": " + wrong.getMessage(), FORM);
                }
            }
        }
        if (all.isEmpty()) {
            throw GitFailure.wrong("the file of allowed signers " + file + " names nobody", FORM);
        }
        return new AllowedSigners(all);
    }

    List<AllowedSigner> withKey(byte[] key) {
        return signers.stream().filter(signer -> signer.hasKey(key)).toList();
    }

    private static AllowedSigner signer(String line) {
        List<String> fields = fields(line);
        int at = 1;
        List<String> namespaces = List.of();
        Optional<Instant> from = Optional.empty();
        Optional<Instant> until = Optional.empty();
        while (at < fields.size() && isOption(fields.get(at))) {
            String option = fields.get(at++);
            String name = option.replaceFirst("=.*", "").toLowerCase(java.util.Locale.ROOT);
            String value = option.substring(Math.min(option.length(), name.length() + 1));
            switch (name) {
                case "namespaces" -> namespaces = List.of(value.split(","));
                case "valid-after" -> from = Optional.of(time(value));
                case "valid-before" -> until = Optional.of(time(value));
                case "cert-authority" ->
                    throw new IllegalArgumentException(
                            "certificate authorities are not supported; list the keys themselves");
                default -> throw new IllegalArgumentException("unknown option '" + name + "'");
            }
        }
        if (fields.size() < at + 2) {
            throw new IllegalArgumentException("there is no key");
        }
        byte[] key = Base64.getDecoder().decode(fields.get(at + 1));
        String type = new SshBytes(key).text();
        if (!type.equals(fields.get(at))) {
            throw new IllegalArgumentException("the key is not of the type '" + fields.get(at) + "'");
        }
        List<String> principals = List.of(fields.get(0).split(","));
        return new AllowedSigner(principals, namespaces, from, until, type, key);
    }

    private static boolean isOption(String field) {
        return !field.matches("(sk-)?(ssh|ecdsa)-[A-Za-z0-9@.-]+");
    }

    /** Separated by blanks; quotation marks keep blanks and are left out; several options may hang together by commas. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char each = line.charAt(i);
            boolean betweenOptions = each == ',' && !fields.isEmpty() && !quoted;
            if (each == '"') {
                quoted = !quoted;
            } else if (!quoted && (each == ' ' || each == '\t' || betweenOptions)) {
                if (field.length() > 0) {
                    fields.add(field.toString());
                    field.setLength(0);
                }
            } else {
                field.append(each);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quotation mark is not closed");
        }
        fields.add(field.toString());
        return fields;
    }

    /** {@code YYYYMMDD[HHMM[SS]]}, of this machine's time zone unless it ends in {@code Z}. */
    private static Instant time(String text) {
        boolean utc = text.endsWith("Z");
        String digits = utc ? text.substring(0, text.length() - 1) : text;
        if (!digits.matches("\\d{8}(\\d{4}(\\d{2})?)?")) {
            throw new IllegalArgumentException("'" + text + "' is no time");
        }
        String whole = (digits + "000000").substring(0, 14);
        LocalDateTime time = LocalDateTime.parse(whole, DateTimeFormatter.ofPattern("uuuuMMddHHmmss"));
        return time.atZone(utc ? ZoneOffset.UTC : ZoneId.systemDefault()).toInstant();
    }
}
