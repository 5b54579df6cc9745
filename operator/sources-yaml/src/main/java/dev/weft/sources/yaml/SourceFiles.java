package dev.weft.sources.yaml;

import dev.weft.model.Finding;
import dev.weft.model.Origin;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files below a location, sorted by path: {@code .yaml}, {@code .yml}, {@code .json}; without hidden ones, without what links
 * lead to outside the folder. A file that the user names is taken whatever its name is.
 */
final class SourceFiles {

    private static final String SUBJECT = "files";
    private static final int DEEPEST_FOLDER = 64;

    private final Limits limits;
    private final List<Finding> findings;
    /** Real path to the path as shown: a file that is reached twice is read once. */
    private final Map<Path, Path> files = new LinkedHashMap<>();

    SourceFiles(Limits limits, List<Finding> findings) {
        this.limits = limits;
        this.findings = findings;
    }

    /** Everything found so far, in order. */
    List<Path> files() {
        return List.copyOf(files.values());
    }

    void add(Path location) {
        int before = files.size();
        try {
            Path real = location.toRealPath();
            if (!Files.isDirectory(real)) {
                put(location, real);
                return;
            }
            folder(location, real, 0);
            if (files.size() == before) {
                error(location, "no document files in this folder", "put .yaml, .yml or .json files there");
            }
        } catch (IOException missing) {
            String why = Files.exists(location, LinkOption.NOFOLLOW_LINKS) ? "cannot be opened" : "does not exist";
            error(location, why, "give the path of a file or folder, or - for standard input");
        }
    }

    private void folder(Path folder, Path root, int depth) throws IOException {
        if (depth > DEEPEST_FOLDER) {
            error(folder, "folders are nested more than " + DEEPEST_FOLDER + " deep", "give the folders one by one");
            return;
        }
        for (Path entry : sorted(folder)) {
            if (DocumentNames.isHidden(String.valueOf(entry.getFileName()))) {
                continue;
            }
            if (Files.isSymbolicLink(entry)) {
                link(entry, root);
            } else if (Files.isDirectory(entry)) {
                folder(entry, root, depth + 1);
            } else if (isDocumentFile(entry)) {
                put(entry, entry.toRealPath());
            }
        }
    }

    private void link(Path link, Path root) {
        try {
            Path real = link.toRealPath();
            if (!isDocumentFile(link) && !Files.isDirectory(real)) {
                return;
            }
            if (!real.startsWith(root)) {
                error(
                        link,
                        "is a link that leads out of the folder",
                        "copy the file into the folder, or give it by itself");
            } else if (Files.isDirectory(real)) {
                findings.add(Finding.note(
                        new Origin(link.toString(), 1, 1), SUBJECT, "skipped: links to folders are not followed"));
            } else {
                put(link, real);
            }
        } catch (IOException broken) {
            error(link, "is a link to nothing", "remove or correct it");
        }
    }

    private boolean isDocumentFile(Path file) {
        String name = String.valueOf(file.getFileName());
        if (DocumentNames.isForKustomize(name)) {
            findings.add(Finding.note(new Origin(file.toString(), 1, 1), SUBJECT, DocumentNames.FOR_KUSTOMIZE));
        }
        return DocumentNames.isDocument(name);
    }

    private void put(Path shown, Path real) {
        if (files.size() < limits.files()) {
            files.putIfAbsent(real, shown);
        } else if (files.size() == limits.files() && !files.containsKey(real)) {
            files.put(real, shown);
            error(shown, "more than " + limits.files() + " files", "give fewer files at once");
        }
    }

    private static List<Path> sorted(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        }
        entries.sort((a, b) -> a.toString().compareTo(b.toString()));
        return entries;
    }

    private void error(Path file, String message, String remedy) {
        findings.add(Finding.error(new Origin(file.toString(), 1, 1), SUBJECT, message, remedy));
    }
}
