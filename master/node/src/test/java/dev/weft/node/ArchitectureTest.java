package dev.weft.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.node", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule WORKERS_KNOW_NO_CONTROLLER = noClasses()
            .that()
            .resideInAPackage("..node.worker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..node.controller..", "..node.uplink..", "..node.layout..", "..node.keys..", "..node.process..")
            .because("a worker is another process: what both sides know is in node.channel");

    @ArchTest
    static final ArchRule CONTROLLER_KNOWS_NO_WORKER = noClasses()
            .that()
            .resideInAnyPackage("..node.controller..", "..node.uplink..", "..node.process..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..node.worker..", "..node.web..")
            .because("a controller starts workers by the name of their main class and talks to them over WAMP only");

    @ArchTest
    static final ArchRule CONTROLLER_KNOWS_NO_UPLINK = noClasses()
            .that()
            .resideInAPackage("..node.controller..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..node.uplink..")
            .because("a node works the same without a master");

    @ArchTest
    static final ArchRule NO_NETTY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..")
            .because("sockets are the business of wamp-transport");
}
