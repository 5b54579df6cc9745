package dev.weft.sources.git.remote;

import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GitFailure.Reason;
import dev.weft.sources.git.Setting;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/** One repository elsewhere: what its refs are, and its objects. Nothing of it is believed; what is too large breaks off. */
public final class RemoteRepository implements AutoCloseable {

    /** More than any fleet has. */
    public static final long MOST_BYTES = 1L << 30;

    private final GitUrl url;
    private final Access access;
    private final BoundedRepository local;
    private final long mostBytes;
    private final KnownHosts hosts;
    private final SSLSocketFactory tls;
    private @Nullable SshdSessionFactory ssh;

    /**
     * Asks nobody yet.
     *
     * @param local where objects are put
     * @param mostBytes how many there may be with those that are there
     */
    public RemoteRepository(GitUrl url, Access access, BoundedRepository local, long mostBytes) {
        prepare();
        this.url = url;
        this.access = access;
        this.local = local;
        this.mostBytes = mostBytes;
        this.hosts = new KnownHosts(access.knownHosts());
        this.tls = access.authorities().map(TrustedHttps::of).orElseGet(HttpsURLConnection::getDefaultSSLSocketFactory);
    }

    /** Has to be called before the first repository is opened: from then on the user's Git configuration does not count. */
    public static void prepare() {
        OwnConfiguration.install();
    }

    /** A branch or tag as it is now: its full name, and what it points to. */
    public record Head(String name, ObjectId id) {}

    /**
     * Looks a branch or tag up.
     *
     * @throws GitFailure when the repository does not answer, or has none of this name
     */
    public Head find(String ref, Deadline deadline) {
        List<String> names = ref.startsWith("refs/") || ref.equals("HEAD")
                ? List.of(ref)
                : List.of("refs/heads/" + ref, "refs/tags/" + ref);
        try (Transport transport = open(deadline);
                FetchConnection connection = transport.openFetch(List.of(), names.toArray(String[]::new))) {
            Map<String, Ref> refs = connection.getRefsMap();
            Optional<Ref> found = names.stream()
                    .flatMap(name -> Stream.ofNullable(refs.get(name)))
                    .findFirst();
            return found.filter(each -> each.getObjectId() != null)
                    .map(each -> new Head(each.getName(), each.getObjectId()))
                    .orElseThrow(() -> GitFailure.wrong(
                            url + " has no branch or tag '" + ref + "'",
                            "Name one that it has with " + Setting.REF.option() + "."));
        } catch (IOException | RuntimeException broken) {
            throw told(broken, deadline);
        }
    }

    /**
     * Brings what a ref points to, with the history that is not here yet: whether a revision goes back can be told only from that.
     *
     * @param localRef what shall point to it here
     */
    public void fetch(Head head, String localRef, Deadline deadline) {
        Bounded bounds = new Bounded(local.getDirectory().toPath(), mostBytes, deadline);
        local.bound(bounds);
        try (Transport transport = open(deadline)) {
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setCheckFetchedObjects(true);
            transport.fetch(bounds, List.of(new RefSpec("+" + head.name() + ":" + localRef)));
        } catch (IOException | RuntimeException broken) {
            throw bounds.problem()
                    .or(() -> largeObject(broken))
                    .<RuntimeException>map(problem -> GitFailure.wrong(
                            url + " is too large: " + problem, "Keep documents in a repository of their own."))
                    .orElseGet(() -> told(broken, deadline));
        }
    }

    private static Optional<String> largeObject(Throwable broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooLargeObjectInPackException) {
                return Optional.of("an object of more than " + BoundedRepository.LARGEST_OBJECT + " bytes");
            }
        }
        return Optional.empty();
    }

    private Transport open(Deadline deadline) throws IOException {
        try {
            Transport transport = Transport.open(local, new URIish(url.text()));
            transport.setTimeout(deadline.readSeconds());
            transport.setCredentialsProvider(new HttpsLogin(url, access));
            if (transport instanceof SshTransport overSsh) {
                overSsh.setSshSessionFactory(ssh());
            } else if (transport instanceof TransportHttp overHttps) {
                overHttps.setHttpConnectionFactory(new EndingHttps(tls, deadline));
            }
            return transport;
        } catch (URISyntaxException wrong) {
            throw GitFailure.wrong("'" + url + "' is no url of a repository", "");
        }
    }

    /** Neither the user's ssh configuration nor an agent: only what was given. */
    private SshdSessionFactory ssh() {
        SshdSessionFactory factory = ssh;
        if (factory == null) {
            factory = new SshdSessionFactoryBuilder()
                    .setHomeDirectory(local.getDirectory())
                    .setSshDirectory(local.getDirectory())
                    .setConfigStoreFactory((home, file, user) -> null)
                    .setConfigFile(folder -> null)
                    .setDefaultIdentities(folder -> List.of())
                    .setDefaultKeysProvider(folder -> SshKeys.read(access.sshKeys()))
                    .setPreferredAuthentications("publickey")
                    .setServerKeyDatabase((home, folder) -> hosts)
                    .build(null);
            ssh = factory;
        }
        return factory;
    }

    private RuntimeException told(Exception broken, Deadline deadline) {
        if (broken instanceof GitFailure known) {
            return known;
        }
        if (deadline.isOver()) {
            return GitFailure.of(
                    Reason.SLOW,
                    "the repository " + url + " was not read within "
                            + deadline.time().toSeconds() + " s",
                    "See whether its server and the way to it are well.");
        }
        Optional<GitFailure> host = hosts.refusal();
        if (host.isPresent()) {
            return host.get();
        }
        if (isUnknownHost(broken)) {
            return GitFailure.of(
                    Reason.UNREACHABLE,
                    "the repository " + url + " cannot be read: there is no host of this name",
                    "Check the url, and whether this machine can look up names.");
        }
        String why = withoutToken(GitUrl.redacted(reason(broken)));
        String what = "the repository " + url + " cannot be read: " + why;
        return GitFailure.of(Reason.UNREACHABLE, what, remedy(broken, why));
    }

    /** Over https and over ssh: the message of the one is the bare name, and of the other there is none. */
    private static boolean isUnknownHost(Throwable broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    private String remedy(Exception broken, String why) {
        if (broken instanceof NoRemoteRepositoryException) {
            return "Check the url, and whether these credentials may read it.";
        }
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return "If a certificate authority of your own signs it, give its certificate with "
                        + Setting.AUTHORITIES.option() + ".";
            }
        }
        if (why.contains("not authorized") || why.contains("Authentication is required")) {
            return "Give a token with " + Setting.TOKEN.option() + ".";
        }
        if (url.scheme() == GitUrl.Scheme.SSH
                && why.toLowerCase(java.util.Locale.ROOT).contains("auth")) {
            return "Give a private key that it knows, without passphrase, with " + Setting.SSH_KEY.option() + ".";
        }
        return "Try again, or check the url.";
    }

    private String withoutToken(String text) {
        return access.login()
                .filter(login -> !login.token().isEmpty())
                .map(login -> text.replace(login.token(), "***"))
                .orElse(text);
    }

    /** The message, and what is behind it where that says more. */
    private static String reason(Throwable broken) {
        StringBuilder text = new StringBuilder(String.valueOf(broken.getMessage()));
        for (Throwable cause = broken.getCause(); cause != null; cause = cause.getCause()) {
            String more = cause.getMessage();
            if (more != null && text.indexOf(more) < 0) {
                text.append(": ").append(more);
            }
        }
        return text.toString().replaceAll("\\s+", " ");
    }

    @Override
    public void close() {
        SshdSessionFactory factory = ssh;
        if (factory != null) {
            factory.close();
        }
    }
}
