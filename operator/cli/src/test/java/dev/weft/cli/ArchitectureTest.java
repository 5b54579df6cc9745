package dev.weft.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule views_only_show = noClasses()
            .that()
            .resideInAPackage("dev.weft.cli.view")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.gateway..", "dev.weft.fleet..", "dev.weft.transport..", "java.nio.file..", "picocli..")
            .because("a view turns a result into text; it neither gets the result nor decides anything");

    @ArchTest
    static final ArchRule only_commands_parse = noClasses()
            .that()
            .resideOutsideOfPackages("dev.weft.cli", "dev.weft.cli.command")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..")
            .because("options end in the command classes; behind them everything can be called without a command line");

    @ArchTest
    static final ArchRule masters_and_nodes_are_other_processes = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.weft.fabric..", "dev.weft.node..", "dev.weft.router..")
            .because("the command line talks to masters and nodes over the wire, as anybody does");
}
