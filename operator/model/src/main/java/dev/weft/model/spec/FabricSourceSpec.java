package dev.weft.model.spec;

import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.Problems;
import dev.weft.model.TimeText;
import org.jspecify.annotations.Nullable;

/** A Git repository that the operator follows: its documents become custom resources of the same namespace. */
public record FabricSourceSpec(
        @Doc("The repository: https://HOST/PATH, ssh://git@HOST/PATH or git@HOST:PATH; never with credentials in it")
        @MaxLength(1024)
        String url,

        @Doc("The branch or tag; HEAD is the repository's default branch") @Default("HEAD") @MaxLength(255)
        String ref,

        @Doc("The folder in the repository; all of it by default") @Default(".") @MaxLength(1024)
        String path,

        @Doc("Time between two looks: 30s, 5m, 1h; a tenth more or less")
        @Default("1m")
        @Matches(value = TimeText.PATTERN, meaning = TimeText.MEANING)
        @MaxLength(16)
        String interval,

        @Doc("true: nobody looks until this is gone; what was applied stays") @Default("false")
        boolean suspend,

        @Doc(
                "true: what came from this source and is not in the repository any more is deleted, as kubectl delete would;"
                        + " false: it stays, and the status names it")
        @Default("false")
        boolean prune,

        @Doc("true: fields that others set, and resources of other sources, are taken over; false: they are a conflict")
        @Default("false")
        boolean force,

        @Doc("The one step back that is meant: FROM..TO, as a refusal prints it")
        @Name("allowRewind")
        @Nullable
        @Matches(value = "[0-9a-f]{7,40}\\.\\.[0-9a-f]{7,40}", meaning = "two hashes with two dots between them")
        String allowRewind,

        @Doc("How to get in; absent: everybody may read it") @Nullable
        Credentials credentials,

        @Doc("Whose commits are taken; absent: everybody's") @Nullable
        Verification verification,

        @Doc("A forge may tell that something was pushed; absent: nobody may") @Nullable
        Webhook webhook)
        implements Checked {

    private static final long SHORTEST = 1_000;
    private static final long LONGEST = 24 * 3_600_000L;

    /** A Secret of the source's namespace. */
    public record SecretName(
            @Doc("Its name") @MaxLength(253) String name) {}

    /** How to get in. */
    public record Credentials(
            @Doc(
                    "Secret with, for https: token, or username and password, and ca.crt; for ssh: identity and known_hosts")
            @Name("secretRef")
            SecretName secretRef) {}

    /** Whose commits are taken; at least one of these. */
    public record Verification(
            @Doc("Secret with allowed_signers (as ssh-keygen has them), and PGP keys in entries that end in .asc")
            @Name("secretRef")
            @Nullable
            SecretName secretRef,

            @Doc("SSH keys that may sign, a line each: WHO KEYTYPE KEY")
            @Name("allowedSigners")
            @MaxLength(65536)
            @Nullable
            String allowedSigners,

            @Doc("PGP keys that may sign, as gpg --armor --export prints them")
            @Name("pgpKeys")
            @MaxLength(65536)
            @Nullable
            String pgpKeys)
            implements Checked {

        @Override
        public void check(Problems problems) {
            if (secretRef == null && allowedSigners == null && pgpKeys == null) {
                problems.add("names no keys", "Write secretRef, allowedSigners or pgpKeys, or remove verification");
            }
        }
    }

    /** Who may tell that something was pushed. */
    public record Webhook(
            @Doc(
                    "Secret with an entry token, by which GitHub, Gitea, Forgejo and GitLab sign: POST /hooks/NAMESPACE/NAME")
            @Name("secretRef")
            SecretName secretRef) {}

    /** The interval in milliseconds. */
    public long intervalMillis() {
        return TimeText.millis(interval);
    }

    @Override
    public void check(Problems problems) {
        long millis = intervalMillis();
        if (millis < SHORTEST || millis > LONGEST) {
            problems.at("interval").add("an interval of " + interval + " is not between 1s and 24h", "Write 1m");
        }
    }
}
