package dev.weft.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule talks_to_a_fabric_over_the_wire_only = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.fabric.access..",
                    "dev.weft.fabric.control..",
                    "dev.weft.fabric.remote..",
                    "dev.weft.fabric.serving..",
                    "dev.weft.fabric.store..",
                    "dev.weft.node..",
                    "dev.weft.router..",
                    "dev.weft.launcher..",
                    "io.netty..")
            .because("a master of the original product is on the other side just as well");

    @ArchTest
    static final ArchRule serves_the_engine_and_nobody_above_it = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.weft.fleet..", "dev.weft.sources..", "dev.weft.cli..", "java.nio.file..")
            .because("command line and controllers plug it into the engine's ports, so it must know neither");
}
