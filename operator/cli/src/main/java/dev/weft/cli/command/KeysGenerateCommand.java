package dev.weft.cli.command;

import dev.weft.cli.ExitStatus;
import dev.weft.cli.Surroundings;
import dev.weft.cli.key.KeyFile;
import dev.weft.wamp.auth.SigningKey;
import dev.weft.wamp.serializer.JsonText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weft keys generate}: a new key pair in two files. */
@Command(
        name = "generate",
        description = {
            "Make an Ed25519 key pair: a private key file (0600), and the public one beside it (.pub).",
            "The public file makes a superuser of a master (--superuser); its key goes into FabricNode documents."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the file is there already, or cannot be written", "64:the command line is wrong"},
        footer = {
            "",
            "Example:",
            "  weft keys generate --out default.priv",
            "  weft keys generate --out node7/key.priv --node node7"
        })
public final class KeysGenerateCommand implements Callable<Integer> {

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Private key file to write. Default: ~/.crossbar/default.priv, where other commands look for it.")
    private @Nullable Path out;

    @Option(
            names = "--node",
            paramLabel = "AUTHID",
            description = "Make the key of a node, in the format of its folder.")
    private @Nullable String node;

    @Option(names = "--force", description = "Replace a key that is there. The old one is lost.")
    private boolean force;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    private final Surroundings around;

    KeysGenerateCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Path file = out != null ? out : around.home().resolve(".crossbar/default.priv");
        SigningKey key = KeyFile.generate();
        KeyFile.write(
                file,
                key,
                node != null ? KeyFile.Owner.node(node) : KeyFile.Owner.user("superuser"),
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                force ? KeyFile.Existing.OVERWRITE : KeyFile.Existing.KEEP);
        if (output.isJson()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("format", 1);
            tree.put("privateFile", file.toString());
            tree.put("publicFile", KeyFile.publicFile(file).toString());
            tree.put("publicKey", key.publicKeyHex());
            around.out().println(JsonText.pretty(tree));
        } else {
            around.out().println("private key: " + file);
            around.out().println("public key:  " + KeyFile.publicFile(file));
            around.out().println(key.publicKeyHex());
        }
        return ExitStatus.DONE;
    }
}
