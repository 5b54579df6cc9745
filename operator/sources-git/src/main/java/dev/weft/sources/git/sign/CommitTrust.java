package dev.weft.sources.git.sign;

import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.Setting;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whose commits are taken. Without any keys: everybody's.
 *
 * <p>A commit's signature covers its tree, and so every document. SSH keys must be valid at the time that the commit gives, as with
 * Git; PGP keys now, as with GnuPG.
 */
public final class CommitTrust {

    /** Takes what it gets. */
    public static final CommitTrust EVERYBODY = new CommitTrust(Optional.empty(), Optional.empty(), Clock.systemUTC());

    private static final String NAMESPACE = "git";

    private final Optional<AllowedSigners> ssh;
    private final Optional<PgpKeys> pgp;
    private final Clock clock;

    private CommitTrust(Optional<AllowedSigners> ssh, Optional<PgpKeys> pgp, Clock clock) {
        this.ssh = ssh;
        this.pgp = pgp;
        this.clock = clock;
    }

    /** Only commits that one of these signed; everybody's where both are empty. */
    public static CommitTrust of(Optional<AllowedSigners> ssh, Optional<PgpKeys> pgp, Clock clock) {
        return new CommitTrust(ssh, pgp, clock);
    }

    /** Whether signatures are asked for. */
    public boolean isRequired() {
        return ssh.isPresent() || pgp.isPresent();
    }

    /**
     * Who signed it; empty where signatures are not asked for.
     *
     * @throws GitFailure when nobody did who may
     */
    public String requireSigner(SignedCommit commit) {
        if (!isRequired()) {
            return "";
        }
        try {
            return signer(commit);
        } catch (Unverified refused) {
            throw GitFailure.unverified("commit " + commit.hash() + " " + refused.text(), refused.remedy());
        }
    }

    private String signer(SignedCommit commit) {
        String signature = commit.signature()
                .orElseThrow(() -> new Unverified(
                        "is not signed, and only signed commits are taken",
                        "Sign it: git commit --amend -S, then push."))
                .strip();
        if (signature.startsWith(SshSignature.BEGIN)) {
            AllowedSigners signers = ssh.orElseThrow(() -> new Unverified(
                    "is signed with an SSH key, but only PGP keys are given",
                    "Give the SSH keys that may sign with " + Setting.ALLOWED_SIGNERS.option() + "."));
            return sshSigner(commit, signature, signers);
        }
        if (signature.startsWith(PgpKeys.BEGIN)) {
            return pgp.orElseThrow(() -> new Unverified(
                            "is signed with a PGP key, but only SSH keys are given",
                            "Give the PGP keys that may sign with " + Setting.PGP_KEYS.option() + "."))
                    .signer(commit.data(), signature, clock.instant());
        }
        throw new Unverified(
                "has a signature that is neither of SSH nor of PGP, or more than one",
                "Sign it with ssh-keygen or gpg: git config gpg.format.");
    }

    private static String sshSigner(SignedCommit commit, String armored, AllowedSigners signers) {
        SshSignature signature;
        try {
            signature = SshSignature.parse(armored);
        } catch (IllegalArgumentException malformed) {
            throw new Unverified(
                    "has an SSH signature that cannot be read: " + malformed.getMessage(), "Sign it again.");
        }
        String key = "is signed with the SSH key " + signature.fingerprint();
        List<AllowedSigner> known = signers.withKey(signature.key());
        if (known.isEmpty()) {
            throw new Unverified(
                    key + ", which is not among the keys that may",
                    "If that person may, add the key to those of " + Setting.ALLOWED_SIGNERS.option() + ".");
        }
        if (!signature.namespace().equals(NAMESPACE)) {
            throw new Unverified(
                    key + " for '" + signature.namespace() + "', which is not for Git",
                    "Sign it with: git commit --amend -S.");
        }
        if (!signature.covers(commit.data())) {
            throw Unverified.tampered();
        }
        return known.stream()
                .filter(signer -> signer.isFor(NAMESPACE) && isValid(signer, commit.time()))
                .findFirst()
                .map(AllowedSigner::name)
                .orElseThrow(() -> notNow(known.get(0), key, commit.time()));
    }

    private static boolean isValid(AllowedSigner signer, Instant time) {
        return signer.from().filter(time::isBefore).isEmpty()
                && signer.until().filter(end -> !time.isBefore(end)).isEmpty();
    }

    private static Unverified notNow(AllowedSigner signer, String key, Instant time) {
        String who = key + " of " + signer.name();
        if (!signer.isFor(NAMESPACE)) {
            return new Unverified(who + ", which may not sign for Git", "Allow it: namespaces=\"git\".");
        }
        Instant from = signer.from().orElse(Instant.MIN);
        return time.isBefore(from)
                ? new Unverified(who + ", which is valid only from " + from, "Look at valid-after in the file.")
                : new Unverified(
                        who + ", which expired at " + signer.until().orElse(Instant.MAX),
                        "Sign it with a key that is valid, or look at valid-before in the file.");
    }
}
