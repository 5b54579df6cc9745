package dev.weft.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.launcher", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule commands_start_and_stop_and_know_nothing_else = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.weft.router..", "dev.weft.transport..", "dev.weft.wamp..", "dev.weft.fabric.*..")
            .because("what a master or node does is decided in their own modules");
}
