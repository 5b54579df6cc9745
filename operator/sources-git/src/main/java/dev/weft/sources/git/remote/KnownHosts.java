package dev.weft.sources.git.remote;

import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GivenText;
import dev.weft.sources.git.Setting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/** The keys of ssh hosts, from files that people keep. A host that is not in them is refused; nothing is ever added by itself. */
final class KnownHosts implements ServerKeyDatabase {

    private static final int SSH_PORT = 22;
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final Pattern WITH_PORT = Pattern.compile("\\[(.+)]:(\\d+)");
    private static final String REVOKED = "revoked";

    private final List<GivenText> files;
    private volatile @Nullable GitFailure refusal;

    KnownHosts(List<GivenText> files) {
        this.files = List.copyOf(files);
    }

    /** Why a host was refused, if one was. */
    Optional<GitFailure> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public List<PublicKey> lookup(String connectAddress, InetSocketAddress remote, Configuration config) {
        return entries(connectAddress).stream()
                .filter(entry -> !REVOKED.equals(entry.getMarker()))
                .flatMap(entry -> key(entry).stream())
                .toList();
    }

    @Override
    public boolean accept(
            String connectAddress,
            InetSocketAddress remote,
            PublicKey offered,
            Configuration config,
            @Nullable CredentialsProvider provider) {
        List<KnownHostEntry> known = entries(connectAddress);
        List<KnownHostEntry> same = known.stream()
                .filter(entry -> key(entry)
                        .filter(key -> KeyUtils.compareKeys(key, offered))
                        .isPresent())
                .toList();
        boolean revoked = same.stream().anyMatch(entry -> REVOKED.equals(entry.getMarker()));
        if (!same.isEmpty() && !revoked) {
            return true;
        }
        String host = "the ssh host " + connectAddress;
        String print = KeyUtils.getFingerPrint(offered);
        if (revoked) {
            refusal = unreachable(host + " shows the key " + print + ", which is revoked", "Ask who runs it.");
        } else if (!known.isEmpty()) {
            refusal = unreachable(
                    host + " shows another key (" + print + ") than the one in " + where()
                            + ": the host was changed, or somebody is in between",
                    "Ask who runs it. If it is right, replace the line by: " + line(connectAddress, offered));
        } else {
            refusal = unreachable(
                    host + " is not known; its key is " + print,
                    "If that is its fingerprint, add this line to " + first() + ": " + line(connectAddress, offered));
        }
        return false;
    }

    private static GitFailure unreachable(String text, String remedy) {
        return GitFailure.of(GitFailure.Reason.UNREACHABLE, text, remedy);
    }

    private static String line(String connectAddress, PublicKey key) {
        return connectAddress + " " + PublicKeyEntry.toString(key);
    }

    private String first() {
        return files.isEmpty()
                ? "a file for " + Setting.KNOWN_HOSTS.option()
                : files.get(0).name();
    }

    private String where() {
        return files.stream().map(GivenText::name).collect(Collectors.joining(", "));
    }

    private List<KnownHostEntry> entries(String connectAddress) {
        Matcher matcher = WITH_PORT.matcher(connectAddress);
        boolean withPort = matcher.matches();
        String host = withPort ? matcher.group(1) : connectAddress;
        int port = withPort ? Integer.parseInt(matcher.group(2)) : SSH_PORT;
        List<KnownHostEntry> found = new ArrayList<>();
        for (GivenText file : files) {
            try {
                if (file.isThere()) {
                    KnownHostEntry.readKnownHostEntries(new ByteArrayInputStream(file.read(LARGEST)), true).stream()
                            .filter(entry -> entry.isHostMatch(host, port))
                            // A certificate authority for hosts: such certificates are not looked at.
                            .filter(entry -> !"cert-authority".equals(entry.getMarker()))
                            .forEach(found::add);
                }
            } catch (IOException unreadable) {
                throw GitFailure.wrong(
                        "the file of known hosts " + file.name() + " cannot be read: " + unreadable.getMessage(),
                        "Each line must be: HOST KEYTYPE KEY");
            }
        }
        return found;
    }

    private static Optional<PublicKey> key(KnownHostEntry entry) {
        try {
            return Optional.ofNullable(entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING));
        } catch (IOException | GeneralSecurityException unknown) {
            return Optional.empty();
        }
    }
}
