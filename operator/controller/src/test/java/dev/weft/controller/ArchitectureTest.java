package dev.weft.controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.controller", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule what_is_said_is_a_pure_function = noClasses()
            .that()
            .resideInAnyPackage("dev.weft.controller.status", "dev.weft.controller.deletion")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8.kubernetes.client",
                    "io.javaoperatorsdk..",
                    "java.util.concurrent..",
                    "dev.weft.fleet..",
                    "dev.weft.gateway..")
            .because("conditions follow from what is known, so that they can be tested without a cluster or a fabric");

    @ArchTest
    static final ArchRule fleets_do_not_talk_to_the_api_server = noClasses()
            .that()
            .resideInAnyPackage("dev.weft.controller.fleet", "dev.weft.controller.fabric")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.kubernetes.client..", "io.javaoperatorsdk..")
            .because("they see the cluster through one interface, and say what they know; others write it");

    @ArchTest
    static final ArchRule only_the_connector_knows_the_wire = noClasses()
            .that()
            .resideOutsideOfPackages("dev.weft.controller", "dev.weft.controller.fabric")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.weft.gateway..", "dev.weft.transport..")
            .because("everything else meets a fabric through the engine's ports, so a simulated one serves tests");

    @ArchTest
    static final ArchRule repositories_are_known_in_one_place = noClasses()
            .that()
            .resideOutsideOfPackages("dev.weft.controller.source")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.weft.sources..")
            .because("what comes out of a repository, everything else sees as resources");

    @ArchTest
    static final ArchRule masters_and_nodes_are_other_processes = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.weft.fabric..", "dev.weft.node..", "dev.weft.router..", "dev.weft.cli..")
            .because("the operator talks to masters over the wire, as anybody does");
}
