package dev.weft.fabric.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.plan.ActionType;
import dev.weft.engine.plan.Disruption;
import dev.weft.model.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name exists. */
class DocsTest {

    private static final Path ROOT = Checkout.root();
    private static final List<String> DOCUMENTS = List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern MODULE = Pattern.compile("(master|operator)/[a-z-]+");
    private static final Pattern PACKAGE = Pattern.compile("dev\\.weft(\\.[a-z]+)+");
    private static final Pattern CLASS = Pattern.compile("[A-Z][a-z]+([A-Z][a-z]+)+");
    private static final Pattern COMMAND = Pattern.compile("\\./weft ([a-z]+)");

    @Test
    void every_link_leads_somewhere() throws IOException {
        for (String document : DOCUMENTS) {
            for (String link : found(LINK, document)) {
                assertThat(ROOT.resolve(link))
                        .as(document + " links to " + link)
                        .exists();
            }
        }
    }

    @Test
    void every_module_that_is_named_exists_and_every_module_is_named() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String document : DOCUMENTS) {
            for (String code : found(CODE, document)) {
                Matcher matcher = MODULE.matcher(code);
                if (matcher.matches()) {
                    named.add(code);
                    assertThat(ROOT.resolve(code))
                            .as(document + " names " + code)
                            .isDirectory();
                }
            }
        }
        Matcher modules =
                Pattern.compile("<module>([^<]+)</module>").matcher(Files.readString(ROOT.resolve("pom.xml")));
        while (modules.find()) {
            assertThat(named).as("ARCHITECTURE.md lists every module").contains(modules.group(1));
        }
    }

    @Test
    void every_package_and_class_that_is_named_exists() throws IOException {
        Set<String> classes = new TreeSet<>();
        Set<String> packages = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.map(file -> ROOT.relativize(file).toString())
                    .filter(file ->
                            file.endsWith(".java") && SOURCES.matcher(file).find())
                    .forEach(file -> {
                        String inside = SOURCES.matcher(file).replaceFirst("");
                        packages.add(
                                inside.substring(0, inside.lastIndexOf('/')).replace('/', '.'));
                        classes.add(inside.substring(inside.lastIndexOf('/') + 1, inside.length() - ".java".length()));
                    });
        }
        for (String document : DOCUMENTS) {
            for (String code : found(CODE, document)) {
                if (PACKAGE.matcher(code).matches()) {
                    assertThat(packages).as(document).contains(code);
                } else if (CLASS.matcher(code).matches()
                        && !NOT_CLASSES.contains(code)
                        && Kinds.find(code).isEmpty()) {
                    assertThat(classes).as(document).contains(code);
                }
            }
        }
    }

    private static final Set<String> NOT_CLASSES = Set.of("NullMarked");

    private static final Pattern SOURCES = Pattern.compile("^.*src/(?:main|test)/java/");

    @Test
    void every_command_that_is_typed_is_a_command() throws IOException {
        Set<String> typed = new TreeSet<>();
        for (String document : DOCUMENTS) {
            typed.addAll(found(COMMAND, document));
        }
        assertThat(typed).contains("up", "reconcile");
        // A program of its own, with a test of its own that its help can be shown.
        typed.remove("operator");
        for (String command : typed) {
            WeftProcess help = WeftProcess.start(ROOT, java.util.Map.of(), List.of(command, "--help"));
            assertThat(help.await()).as("%s", help).isZero();
        }
    }

    @Test
    void every_sign_and_every_disruption_of_a_plan_is_explained() throws IOException {
        List<String> readme = found(CODE, "README.md");
        assertThat(readme)
                .containsAll(
                        Stream.of(ActionType.values()).map(ActionType::glyph).toList())
                .containsAll(
                        Stream.of(Disruption.values()).map(Disruption::word).toList());
    }

    private static List<String> found(Pattern pattern, String document) throws IOException {
        List<String> all = new ArrayList<>();
        Matcher matcher = pattern.matcher(Files.readString(ROOT.resolve(document)));
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        return all;
    }
}
