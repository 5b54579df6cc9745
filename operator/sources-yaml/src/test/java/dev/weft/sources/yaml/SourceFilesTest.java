package dev.weft.sources.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.Document;
import dev.weft.model.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {

    @TempDir
    Path folder;

    @Test
    void folders_are_read_in_order_without_what_is_hidden_or_something_else() throws IOException {
        write("b.yaml", "b");
        write("a/z.yml", "z");
        write("a/x.json", "x");
        write(".hidden.yaml", "hidden");
        write(".git/x.yaml", "git");
        Files.writeString(folder.resolve("README.md"), "no: [yaml");

        Loaded loaded = load(folder.toString());

        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.documents()).extracting(Document::name).containsExactly("x", "z", "b");
        assertThat(loaded.documents().get(0).origin().file())
                .isEqualTo(folder.resolve("a/x.json").toString());
        assertThat(loaded.files()).isEqualTo(3);
    }

    @Test
    void a_file_that_is_named_is_read_whatever_its_name_and_read_once() throws IOException {
        write("fleet.txt", "a");
        String file = folder.resolve("fleet.txt").toString();

        assertThat(load(file, file).documents()).hasSize(1);
    }

    @Test
    void json_may_have_tabs_and_escaped_slashes() throws IOException {
        Files.writeString(
                folder.resolve("a.json"),
                "{\n\t\"apiVersion\": \"weft.dev/v1alpha1\",\n\t\"kind\": \"ManagementRealm\",\n\t\"metadata\": {\"name\": \"a\\/b\\\\\"}\n}\n");

        Loaded loaded = load(folder.toString());

        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.documents()).extracting(Document::name).containsExactly("a/b\\");
    }

    @Test
    void links_inside_the_folder_are_followed_and_links_out_of_it_refused() throws IOException {
        write("in/..data/a.yaml", "a");
        Files.createSymbolicLink(folder.resolve("in/a.yaml"), Path.of("..data/a.yaml"));
        write("out.yaml", "secret");
        assertThat(load(folder.resolve("in").toString()).documents()).hasSize(1);

        Files.createSymbolicLink(folder.resolve("in/out.yaml"), Path.of("../out.yaml"));
        Files.createSymbolicLink(folder.resolve("in/gone.yaml"), Path.of("nothing.yaml"));
        Loaded loaded = load(folder.resolve("in").toString());

        assertThat(loaded.documents()).hasSize(1);
        assertThat(loaded.findings())
                .extracting(Finding::message)
                .containsExactly("is a link to nothing", "is a link that leads out of the folder");
    }

    @Test
    void a_folder_that_links_to_itself_ends() throws IOException {
        write("a.yaml", "a");
        Files.createSymbolicLink(folder.resolve("again"), folder);

        Loaded loaded = load(folder.toString());

        assertThat(loaded.documents()).hasSize(1);
        assertThat(loaded.hasErrors()).isFalse();
    }

    @Test
    void what_is_missing_is_told_with_its_name() {
        assertThat(load(folder.resolve("nothing").toString()).findings())
                .singleElement()
                .asString()
                .contains("nothing")
                .contains("does not exist");
        assertThat(load(folder.toString()).findings())
                .singleElement()
                .asString()
                .contains(folder + ":1:1: error: files: no document files in this folder");
    }

    @Test
    void a_kustomization_is_for_kustomize() throws IOException {
        write("a.yaml", "a");
        Files.writeString(folder.resolve("kustomization.yaml"), "resources: [a.yaml]\n");

        Loaded loaded = load(folder.toString());

        assertThat(loaded.hasErrors()).isFalse();
        assertThat(loaded.documents()).hasSize(1);
        assertThat(loaded.findings()).singleElement().asString().contains("kustomize");
    }

    @Test
    void the_number_of_files_and_their_size_in_all_are_bounded() throws IOException {
        write("a.yaml", "a");
        write("b.yaml", "b");
        write("c.yaml", "c");
        Limits two = new Limits(1000, 10_000, 2, 64, 1000, 10, 10);
        Limits small = new Limits(1000, 100, 10, 64, 1000, 10, 10);

        assertThat(source().within(two).load(List.of(folder.toString())).findings())
                .singleElement()
                .asString()
                .contains("more than 2 files");
        assertThat(source().within(small).load(List.of(folder.toString())).findings())
                .singleElement()
                .asString()
                .contains("in all files together");
    }

    private void write(String name, String document) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "{apiVersion: weft.dev/v1alpha1, kind: ManagementRealm, metadata: {name: " + document + "}}\n");
    }

    private static Loaded load(String... locations) {
        return source().load(List.of(locations));
    }

    private static YamlSource source() {
        return YamlSource.withStream(InputStream.nullInputStream());
    }
}
