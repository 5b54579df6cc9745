package dev.weft.controller.source;

import dev.weft.controller.resource.Cluster;
import dev.weft.crd.resource.ResourceDocuments;
import dev.weft.crd.resource.WeftResource;
import dev.weft.model.DocumentReader;
import dev.weft.model.Finding;
import dev.weft.model.Kinds;
import dev.weft.model.spec.FabricSourceSpec;
import dev.weft.model.spec.FabricSourceSpec.SecretName;
import dev.weft.model.spec.SpecReader;
import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GitSettings;
import dev.weft.sources.git.GivenText;
import dev.weft.sources.git.Rewind;
import dev.weft.sources.git.TreePath;
import dev.weft.sources.git.follow.WebhookSecret;
import dev.weft.sources.git.remote.Access;
import dev.weft.sources.git.remote.GitUrl;
import dev.weft.sources.git.sign.AllowedSigners;
import dev.weft.sources.git.sign.CommitTrust;
import dev.weft.sources.git.sign.PgpKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a FabricSource and the Secrets that it names mean. */
final class SourceReading {

    private static final String TOKEN = "token";
    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";
    private static final String AUTHORITY = "ca.crt";
    private static final String IDENTITY = "identity";
    private static final String KNOWN_HOSTS = "known_hosts";
    private static final String SIGNERS = "allowed_signers";
    private static final String PGP = ".asc";

    private final Cluster cluster;
    private final String namespace;
    private final FabricSourceSpec spec;

    private SourceReading(Cluster cluster, String namespace, FabricSourceSpec spec) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.spec = spec;
    }

    /** @throws SourceFailure when the resource is wrong in itself */
    static SourceReading of(Cluster cluster, WeftResource resource) {
        DocumentReader.Read read = ResourceDocuments.read(resource);
        if (read.document().isEmpty()) {
            throw wrong(read.findings());
        }
        SpecReader.SpecRead<FabricSourceSpec> spec =
                SpecReader.read(read.document().get(), Kinds.FABRIC_SOURCE, FabricSourceSpec.class);
        return new SourceReading(
                cluster, resource.getMetadata().getNamespace(), spec.spec().orElseThrow(() -> wrong(spec.findings())));
    }

    private static SourceFailure wrong(List<Finding> findings) {
        return SourceFailure.lasting(
                SourceFailure.INVALID,
                findings.stream()
                        .filter(Finding::isError)
                        .limit(3)
                        .map(each -> each.message() + (each.remedy().isEmpty() ? "" : " (" + each.remedy() + ")"))
                        .collect(Collectors.joining("; ")));
    }

    FabricSourceSpec spec() {
        return spec;
    }

    /** The Secrets that it names, there or not. */
    Set<String> secrets() {
        return Stream.of(
                        Optional.ofNullable(spec.credentials()).map(FabricSourceSpec.Credentials::secretRef),
                        Optional.ofNullable(spec.verification()).map(FabricSourceSpec.Verification::secretRef),
                        Optional.ofNullable(spec.webhook()).map(FabricSourceSpec.Webhook::secretRef))
                .flatMap(Optional::stream)
                .map(SecretName::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The step back that was confirmed. */
    Rewind rewind() {
        return spec.allowRewind() == null ? Rewind.REFUSED : Rewind.of(spec.allowRewind());
    }

    /** @throws SourceFailure when there is a webhook and its Secret is not there */
    Optional<WebhookSecret> webhook() {
        if (spec.webhook() == null) {
            return Optional.empty();
        }
        SecretName name = spec.webhook().secretRef();
        GivenText token = entry(name, entries(name, TOKEN), TOKEN)
                .orElseThrow(() -> SourceFailure.lasting(
                        SourceFailure.SECRET_MISSING, title(name) + " has no entry " + TOKEN + ": add it"));
        try {
            return Optional.of(WebhookSecret.read(token));
        } catch (GitFailure wrong) {
            throw SourceFailure.invalid(wrong);
        }
    }

    /**
     * Where from, how, and whose.
     *
     * @throws SourceFailure when a Secret is not there or not what it should be
     */
    GitSettings settings(Set<GitUrl.Scheme> schemes, Path folder) {
        try {
            return checked(schemes, folder);
        } catch (GitFailure wrong) {
            throw SourceFailure.invalid(wrong);
        }
    }

    private GitSettings checked(Set<GitUrl.Scheme> schemes, Path folder) {
        GitUrl url = GitUrl.of(spec.url());
        if (!schemes.contains(url.scheme())) {
            throw SourceFailure.lasting(
                    SourceFailure.INVALID,
                    "spec.url names a folder of the operator's machine, which a resource may not: write https://HOST/PATH,"
                            + " ssh://git@HOST/PATH or git@HOST:PATH");
        }
        return new GitSettings(url, spec.ref(), TreePath.of(spec.path()), folder, access(), trust());
    }

    private Access access() {
        if (spec.credentials() == null) {
            return Access.OPEN;
        }
        SecretName name = spec.credentials().secretRef();
        Map<String, String> entries = entries(name, TOKEN);
        if (Stream.of(TOKEN, PASSWORD, AUTHORITY, IDENTITY).noneMatch(entries::containsKey)) {
            throw SourceFailure.lasting(
                    SourceFailure.SECRET_MISSING,
                    title(name) + " has none of the entries " + TOKEN + ", " + USERNAME + " and " + PASSWORD + ", "
                            + AUTHORITY + ", " + IDENTITY + " (with " + KNOWN_HOSTS
                            + "): add what the repository asks for");
        }
        Optional<Access.Login> login = Optional.ofNullable(entries.get(TOKEN))
                .or(() -> Optional.ofNullable(entries.get(PASSWORD)))
                .map(token -> new Access.Login(entries.getOrDefault(USERNAME, "git"), token.strip()));
        return new Access(
                entry(name, entries, KNOWN_HOSTS).stream().toList(),
                entry(name, entries, IDENTITY).stream().toList(),
                login,
                entry(name, entries, AUTHORITY));
    }

    /** Keys that are asked for and not there let nobody in. */
    private CommitTrust trust() {
        FabricSourceSpec.Verification verification = spec.verification();
        if (verification == null) {
            return CommitTrust.EVERYBODY;
        }
        StringBuilder signers =
                new StringBuilder(verification.allowedSigners() == null ? "" : verification.allowedSigners() + "\n");
        StringBuilder pgp = new StringBuilder(verification.pgpKeys() == null ? "" : verification.pgpKeys() + "\n");
        String names = "spec.verification";
        if (verification.secretRef() != null) {
            SecretName name = verification.secretRef();
            Map<String, String> entries = new TreeMap<>(entries(name, SIGNERS));
            entries.forEach((key, text) -> {
                if (key.equals(SIGNERS)) {
                    signers.append(text).append('\n');
                } else if (key.endsWith(PGP)) {
                    pgp.append(text).append('\n');
                }
            });
            names = title(name);
        }
        if (signers.isEmpty() && pgp.isEmpty()) {
            throw SourceFailure.lasting(
                    SourceFailure.SECRET_MISSING,
                    names + " has neither an entry " + SIGNERS + " nor one that ends in " + PGP
                            + ": add the keys that may" + " sign");
        }
        return CommitTrust.of(
                text(names, signers).map(AllowedSigners::read), text(names, pgp).map(PgpKeys::read), Clock.systemUTC());
    }

    private static Optional<GivenText> text(String name, StringBuilder text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(GivenText.of(name, text.toString()));
    }

    private Map<String, String> entries(SecretName name, String example) {
        return cluster.secret(namespace, name.name())
                .orElseThrow(() -> SourceFailure.lasting(
                        SourceFailure.SECRET_MISSING,
                        title(name) + " is not there: kubectl -n " + namespace + " create secret generic " + name.name()
                                + " --from-file=" + example + "=FILE"));
    }

    private Optional<GivenText> entry(SecretName name, Map<String, String> entries, String key) {
        return Optional.ofNullable(entries.get(key))
                .map(text -> GivenText.of("the entry " + key + " of " + title(name), text));
    }

    private String title(SecretName name) {
        return "Secret " + namespace + "/" + name.name();
    }
}
