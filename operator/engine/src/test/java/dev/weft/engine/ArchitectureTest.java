package dev.weft.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.weft.engine");

    @Test
    void the_engine_touches_nothing_of_the_world() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.util.concurrent.locks..",
                        "java.util.concurrent.atomic..",
                        "javax.net..",
                        "java.sql..",
                        "org.slf4j..",
                        "io.netty..")
                .because(
                        "a plan is a function of its inputs: the same bundle gives the same bytes, anywhere and always")
                .check(CLASSES);
    }

    @Test
    void clock_randomness_environment_and_threads_are_passed_in() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Date")
                .because("whoever drives the engine owns the clock and the dice; tests drive it with theirs")
                .check(CLASSES);
    }

    @Test
    void the_engine_knows_neither_gateway_nor_files_nor_wamp() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.weft.gateway..",
                        "dev.weft.fleet..",
                        "dev.weft.sources..",
                        "dev.weft.cli..",
                        "dev.weft.wamp..",
                        "dev.weft.fabric..",
                        "dev.weft.node..")
                .because("they stand behind the engine and see it, never the other way round")
                .check(CLASSES);
    }

    @Test
    void packages_do_not_go_round_in_circles() {
        slices().matching("dev.weft.engine.(*)..")
                .should()
                .beFreeOfCycles()
                .because("each step of the pipeline sees only the steps before it")
                .check(CLASSES);
    }
}
