package dev.weft.sources.git.remote;

import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.Setting;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a repository is. Never holds a password or a token, so it may be shown.
 *
 * @param text as Git takes it
 * @param host empty for a folder of this machine
 */
public record GitUrl(String text, Scheme scheme, String host) {

    private static final Pattern USER_INFO = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)[^/\\s@]*@");
    /** {@code git@host:path}, as ssh writes it. */
    private static final Pattern SHORT_SSH =
            Pattern.compile("(?:[A-Za-z0-9._-]+@)?([A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+]):(?!:).+");

    private static final String EXAMPLES = "Write https://HOST/PATH, ssh://git@HOST/PATH, git@HOST:PATH, or a folder.";

    /** How it is reached. */
    public enum Scheme {
        HTTPS,
        SSH,
        FOLDER
    }

    /**
     * As a user writes it.
     *
     * @throws GitFailure for what is no url, is not encrypted, or holds a password
     */
    public static GitUrl of(String text) {
        if (!text.contains("://")) {
            Matcher ssh = SHORT_SSH.matcher(text);
            if (ssh.matches()) {
                return new GitUrl(text, Scheme.SSH, ssh.group(1));
            }
            if (text.isBlank() || text.contains("@") || text.startsWith("-")) {
                throw GitFailure.wrong("'" + redacted(text) + "' is no url of a repository", EXAMPLES);
            }
            return new GitUrl(text, Scheme.FOLDER, "");
        }
        try {
            return ofUri(text, new URI(text));
        } catch (URISyntaxException wrong) {
            throw GitFailure.wrong("'" + redacted(text) + "' is no url of a repository", EXAMPLES);
        }
    }

    private static GitUrl ofUri(String text, URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = uri.getHost() == null ? "" : uri.getHost();
        String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        boolean secret = user.contains(":") || (scheme.equals("https") && !user.isEmpty());
        if (secret) {
            throw GitFailure.wrong(
                    "the url " + redacted(text) + " holds credentials, and urls are shown and logged",
                    "Leave it out, and give the token with " + Setting.TOKEN.option() + ".");
        }
        if (scheme.equals("file") && host.isEmpty()) {
            return new GitUrl(text, Scheme.FOLDER, "");
        }
        if (scheme.equals("http") || scheme.equals("git")) {
            throw GitFailure.wrong(
                    redacted(text) + " is not encrypted, so anybody on the way could change it", EXAMPLES);
        }
        if (host.isEmpty() || (!scheme.equals("https") && !scheme.equals("ssh"))) {
            throw GitFailure.wrong("'" + redacted(text) + "' is no url of a repository", EXAMPLES);
        }
        return new GitUrl(text, scheme.equals("https") ? Scheme.HTTPS : Scheme.SSH, host);
    }

    /** Any text, without what stands before the {@code @} of urls in it. */
    public static String redacted(String text) {
        return USER_INFO.matcher(text).replaceAll("$1***@");
    }

    @Override
    public String toString() {
        return text;
    }
}
