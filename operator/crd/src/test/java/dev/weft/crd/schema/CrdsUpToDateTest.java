package dev.weft.crd.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps {@code crds/} what the records say. With {@code -Pupdate-crds} it writes the folder instead, unless that breaks something. */
class CrdsUpToDateTest {

    private static final String COMMAND = "mvn -q -Dquick -Pupdate-crds -pl operator/crd -am test"
            + " -Dtest=CrdsUpToDateTest -Dsurefire.failIfNoSpecifiedTests=false";

    private static final Path WRITTEN = Path.of("target", "crds");

    @Test
    void the_folder_crds_holds_what_the_records_say() throws IOException {
        SortedMap<String, String> generated = Definitions.files();
        write(WRITTEN, generated);
        Path folder = root().resolve("crds");
        String mode = System.getProperty("weft.crds", "compare");
        SortedMap<String, String> present = read(folder);
        if (mode.equals("compare")) {
            List<String> differences = differences(present, generated);
            assertThat(differences)
                    .as("crds/ is not what the records say. Run:\n%s\nand commit crds/", COMMAND)
                    .isEmpty();
            return;
        }
        List<String> breaks = breaks(present, generated);
        if (!breaks.isEmpty() && !mode.equals("replace")) {
            fail(
                    "crds/ was left as it is: resources that are in clusters would not fit any more.\n%s\n"
                            + "Keep what was there, or, where it is meant: %s -Dweft.crds=replace",
                    String.join("\n", breaks), COMMAND);
        }
        for (String gone : present.keySet()) {
            if (!generated.containsKey(gone)) {
                Files.delete(folder.resolve(gone));
            }
        }
        write(folder, generated);
    }

    private static List<String> differences(SortedMap<String, String> present, SortedMap<String, String> generated) {
        List<String> differences = new ArrayList<>();
        generated.forEach((name, text) -> {
            if (!text.equals(present.get(name))) {
                differences.add(name + (present.containsKey(name) ? " differs" : " is missing"));
            }
        });
        present.keySet().stream()
                .filter(name -> !generated.containsKey(name))
                .forEach(name -> differences.add(name + " belongs to no kind"));
        return differences;
    }

    private static List<String> breaks(SortedMap<String, String> present, SortedMap<String, String> generated) {
        List<String> breaks = new ArrayList<>();
        present.forEach((name, text) -> {
            if (generated.containsKey(name)) {
                Compatibility.breaks(Yaml.read(text), Yaml.read(generated.get(name)))
                        .forEach(each -> breaks.add(name + ": " + each));
            } else {
                breaks.add(name + ": the kind is gone");
            }
        });
        return breaks;
    }

    private static SortedMap<String, String> read(Path folder) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> list = Files.list(folder)) {
                for (Path file :
                        list.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                    files.put(String.valueOf(file.getFileName()), Files.readString(file));
                }
            }
        }
        return files;
    }

    private static void write(Path folder, SortedMap<String, String> files) throws IOException {
        Files.createDirectories(folder);
        for (var file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isExecutable(here.resolve("weft"))) {
            here = here.getParent();
        }
        return Objects.requireNonNull(here, "no folder above has the file weft");
    }
}
