package dev.weft.sources.git;

import java.util.function.Function;

/** What a remedy may ask for. Remedies name the command line's options; whoever has other names for them puts those in their place. */
public enum Setting {
    REF("--ref"),
    PATH("--path"),
    TOKEN("--token-env NAME"),
    AUTHORITIES("--ca"),
    SSH_KEY("--ssh-key"),
    KNOWN_HOSTS("--known-hosts"),
    ALLOWED_SIGNERS("--allowed-signers"),
    PGP_KEYS("--pgp-keys"),
    REWIND("--allow-rewind"),
    STATE("--state");

    private final String option;

    Setting(String option) {
        this.option = option;
    }

    /** How it is given on a command line. */
    public String option() {
        return option;
    }

    /** The same text with other names for these settings. */
    public static String reworded(String text, Function<Setting, String> names) {
        String reworded = text;
        for (Setting each : values()) {
            reworded = reworded.replace(each.option, names.apply(each));
        }
        return reworded;
    }
}
