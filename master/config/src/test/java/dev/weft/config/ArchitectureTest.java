package dev.weft.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.config", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NOTHING_BUT_THE_JDK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.config..", "java.lang..", "java.util..", "java.math..", "org.jspecify.annotations..")
            .because("node, master and reconciler all use it, so it must bring nothing along");

    @ArchTest
    static final ArchRule TOUCHES_NOTHING = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.net..", "java.nio..", "java.time..", "java.util.concurrent..")
            .because("reading and comparing blocks is pure: no file, no socket, no clock, no thread");

    @ArchTest
    static final ArchRule THE_MECHANISM_KNOWS_NO_BLOCK = noClasses()
            .that()
            .resideInAPackage("dev.weft.config.schema")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.config",
                    "dev.weft.config.realm..",
                    "dev.weft.config.endpoint..",
                    "dev.weft.config.auth..",
                    "dev.weft.config.web..",
                    "dev.weft.config.transport..",
                    "dev.weft.config.worker..")
            .because("what is known about a block stands on the block");

    @ArchTest
    static final ArchRule BLOCKS_ARE_BUILT_FROM_SMALL_TO_LARGE = noClasses()
            .that()
            .resideInAnyPackage("dev.weft.config.endpoint", "dev.weft.config.auth")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.weft.config.web", "dev.weft.config.transport", "dev.weft.config.worker")
            .because("endpoints and authentication are parts of transports, services and workers");
}
