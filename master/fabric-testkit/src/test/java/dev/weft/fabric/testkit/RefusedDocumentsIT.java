package dev.weft.fabric.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The corpus of documents that are refused. Each file says in comments what is found in it and where; every finding names a remedy,
 * all of them come at once, and nobody is called.
 */
class RefusedDocumentsIT {

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> every_mistake_is_found_at_its_place_with_a_remedy() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : corpus()) {
            Marked marked = Marked.read(file);
            tests.add(DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> {
                InProcess.Result result = new InProcess(folder).run("validate", "-f", file.toString());

                assertThat(marked.differences(Marked.Printed.of(result.out())))
                        .as(result.out())
                        .isEmpty();
                assertThat(result.status()).isEqualTo(1);
                assertThat(result.all()).doesNotContain("canary");
            }));
        }
        return tests;
    }

    @Test
    void nobody_is_called_while_documents_are_wrong() throws Exception {
        try (ServerSocketChannel master = ServerSocketChannel.open()) {
            master.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            master.configureBlocking(false);
            int port = ((InetSocketAddress) master.getLocalAddress()).getPort();
            InProcess weft = new InProcess(folder);
            weft.run("keys", "generate");
            for (Path file : corpus()) {
                InProcess.Result result =
                        weft.run("reconcile", "-f", file.toString(), "--fabric-url", "ws://127.0.0.1:" + port + "/ws");

                assertThat(result.status()).as("%s: %s", file, result.err()).isEqualTo(1);
                assertThat(result.err()).contains("nothing was done").doesNotContain("canary");
            }
            assertThat(master.accept()).as("a connection").isNull();
        }
    }

    @Test
    void the_whole_corpus_is_told_at_once() throws Exception {
        Path whole = corpus().get(0).getParent();

        InProcess.Result result = new InProcess(folder).run("validate", "-f", String.valueOf(whole));

        for (Path file : corpus()) {
            assertThat(result.out()).contains(file + ":");
        }
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).doesNotContain("canary");
    }

    private static List<Path> corpus() throws IOException, URISyntaxException {
        URL url = Objects.requireNonNull(RefusedDocumentsIT.class.getResource("/refused"));
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.sorted().toList();
        }
    }
}
