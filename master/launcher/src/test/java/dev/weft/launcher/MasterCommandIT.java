package dev.weft.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterCommandIT {

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    private String superuser = "";

    @BeforeEach
    void writeKey() throws IOException {
        Path file = folder.resolve("superuser.pub");
        superuser = Files.writeString(file, "public-key-ed25519: " + "a1".repeat(32) + "\n")
                .toString();
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void a_master_says_where_it_listens_and_ends_cleanly_on_sigterm() throws Exception {
        Process process = start("master", "--data", folder.toString(), "--port", "0", "--superuser", superuser);
        BufferedReader out = process.inputReader();
        assertThat(out.readLine()).matches("master listening on ws://127\\.0\\.0\\.1:[1-9][0-9]*/ws");
        assertThat(out.readLine()).isEqualTo("data in " + folder.toRealPath());
        process.destroy();
        assertThat(exitCode(process)).isZero();
    }

    @Test
    void a_master_with_a_parent_ends_with_its_standard_input() throws Exception {
        Process process = start(
                "master", "--data", folder.toString(), "--port", "0", "--superuser", superuser, "--exit-with-parent");
        assertThat(process.inputReader().readLine()).startsWith("master listening on ");
        process.getOutputStream().close();
        assertThat(exitCode(process)).isZero();
    }

    @Test
    void a_folder_in_use_and_a_port_in_use_are_told_with_exit_code_1() throws Exception {
        Process first = start("master", "--data", folder.toString(), "--port", "0", "--superuser", superuser);
        String line = first.inputReader().readLine();
        String port = line.replaceAll(".*:([0-9]+)/ws", "$1");

        Process sameFolder = start("master", "--data", folder.toString(), "--port", "0", "--superuser", superuser);
        assertThat(exitCode(sameFolder)).isEqualTo(1);
        assertThat(errors(sameFolder)).contains("in use by another master").contains(folder.toString());

        Process samePort =
                start("master", "--data", folder.resolve("other").toString(), "--port", port, "--superuser", superuser);
        assertThat(exitCode(samePort)).isEqualTo(1);
        assertThat(errors(samePort)).startsWith("weft master: ").contains(port);
    }

    @Test
    void a_superuser_file_that_is_missing_is_told_with_exit_code_1() throws Exception {
        Process process = start("master", "--data", folder.toString(), "--superuser", "/no/such/file.pub");
        assertThat(exitCode(process)).isEqualTo(1);
        assertThat(errors(process)).contains("/no/such/file.pub");
    }

    private Process start(String... arguments) throws IOException {
        Process process = TestMain.start(arguments);
        processes.add(process);
        return process;
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static String errors(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
