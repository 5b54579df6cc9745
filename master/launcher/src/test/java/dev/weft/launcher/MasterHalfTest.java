package dev.weft.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Rules for all modules of this half of the house: they all are on the class path here. */
@AnalyzeClasses(packages = "dev.weft", importOptions = ImportOption.DoNotIncludeTests.class)
class MasterHalfTest {

    @ArchTest
    static final ArchRule knows_nothing_of_plans_and_reconciling = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.model..",
                    "dev.weft.engine..",
                    "dev.weft.gateway..",
                    "dev.weft.fleet..",
                    "dev.weft.sources..",
                    "dev.weft.cli..")
            .because("a master and its nodes are of use without the reconciler, and change at another pace");

    @ArchTest
    static final ArchRule netty_is_known_to_the_transport_only = noClasses()
            .that()
            .resideOutsideOfPackage("dev.weft.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..")
            .because("dev.weft.transport is the wall around sockets and event loops");

    @ArchTest
    static final ArchRule only_mains_parse_command_lines = noClasses()
            .that()
            .resideOutsideOfPackage("dev.weft.launcher..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "ch.qos.logback..")
            .because("whoever embeds a master or node brings options and logging of their own");
}
