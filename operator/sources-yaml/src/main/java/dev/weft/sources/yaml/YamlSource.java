package dev.weft.sources.yaml;

import dev.weft.model.Document;
import dev.weft.model.Finding;
import dev.weft.model.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Documents from files, folders and a stream ({@code -}). Never fails: whatever is wrong is among the findings, each with its place
 * and a remedy.
 */
public final class YamlSource {

    /** Stands for standard input. */
    public static final String STREAM = "-";

    /** How the stream is named in findings. */
    static final String STREAM_NAME = "<stdin>";

    private static final Opening OF_FOLDERS = file -> Files.newInputStream(Path.of(file));

    private final Limits limits;
    private final InputStream stream;

    private YamlSource(Limits limits, InputStream stream) {
        this.limits = limits;
        this.stream = stream;
    }

    /** Reads {@code stream} where a location is {@value #STREAM}. */
    public static YamlSource withStream(InputStream stream) {
        return new YamlSource(Limits.DEFAULT, stream);
    }

    /** The same source with other bounds. */
    public YamlSource within(Limits other) {
        return new YamlSource(other, stream);
    }

    /** Reads everything at these locations: paths of files or folders, or {@value #STREAM}. */
    public Loaded load(List<String> locations) {
        List<Document> documents = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        TextReader reader = new TextReader(limits, documents, findings);
        SourceFiles files = new SourceFiles(limits, findings);
        boolean wantsStream = false;
        for (String location : locations) {
            if (location.equals(STREAM)) {
                wantsStream = true;
            } else {
                files.add(Path.of(location));
            }
        }
        readAll(files.files().stream().map(Path::toString).toList(), OF_FOLDERS, reader, findings);
        if (wantsStream) {
            reader.read(STREAM_NAME, readStream(findings));
        }
        return new Loaded(documents, findings, files.files().size() + (wantsStream ? 1 : 0));
    }

    /** Reads every document file of this tree. */
    public Loaded load(FileTree tree) {
        List<Document> documents = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        List<String> files = tree.files(limits, findings::add);
        readAll(files, tree::open, new TextReader(limits, documents, findings), findings);
        return new Loaded(documents, findings, files.size());
    }

    /** How the content of a file is had. */
    @FunctionalInterface
    private interface Opening {
        InputStream open(String file) throws IOException;
    }

    private void readAll(List<String> files, Opening opening, TextReader reader, List<Finding> findings) {
        long total = 0;
        for (String file : files) {
            byte[] bytes = read(file, opening, findings);
            total += bytes.length;
            if (total > limits.totalBytes()) {
                findings.add(tooMuch(file, "more than " + limits.totalBytes() + " bytes in all files together"));
                break;
            }
            reader.read(file, bytes);
        }
    }

    /**
     * A digest of the files at these locations, for those who want to know whether they changed; the stream is not part of it. What
     * is beyond the bounds of a load does not count.
     */
    public String digest(List<String> locations) {
        List<Finding> findings = new ArrayList<>();
        SourceFiles files = new SourceFiles(limits, findings);
        locations.stream()
                .filter(location -> !location.equals(STREAM))
                .map(Path::of)
                .forEach(files::add);
        ContentDigest digest = new ContentDigest(limits.fileBytes() + 1);
        // What is missing, or a link that leads elsewhere, makes a difference too.
        findings.forEach(finding -> digest.text(finding.toString()));
        long total = 0;
        for (Path file : files.files()) {
            total += digest.add(file);
            if (total > limits.totalBytes()) {
                break;
            }
        }
        return digest.value();
    }

    private byte[] read(String file, Opening opening, List<Finding> findings) {
        try (InputStream in = opening.open(file)) {
            return bounded(in, file, findings);
        } catch (IOException unreadable) {
            findings.add(
                    Finding.error(new Origin(file, 1, 1), "files", "cannot be read", "check the file's permissions"));
            return new byte[0];
        }
    }

    private byte[] readStream(List<Finding> findings) {
        try {
            return bounded(stream, STREAM_NAME, findings);
        } catch (IOException broken) {
            findings.add(Finding.error(
                    new Origin(STREAM_NAME, 1, 1),
                    "files",
                    "the stream broke off",
                    "run the command before the pipe by itself"));
            return new byte[0];
        }
    }

    private byte[] bounded(InputStream in, String name, List<Finding> findings) throws IOException {
        byte[] bytes = in.readNBytes(limits.fileBytes() + 1);
        if (bytes.length > limits.fileBytes()) {
            findings.add(tooMuch(name, "larger than " + limits.fileBytes() + " bytes"));
            return new byte[0];
        }
        return bytes;
    }

    private static Finding tooMuch(String file, String message) {
        return Finding.error(new Origin(file, 1, 1), "files", message, "split it, or load less at once");
    }
}
