package dev.weft.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.client", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule SEES_ONLY_WAMP_TRANSPORT_AND_A_LOGGER = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.client..",
                    "dev.weft.wamp..",
                    "dev.weft.transport",
                    "dev.weft.transport.client..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "java..")
            .because("an application that takes the client must not get a router, a node or a mapper with it");

    @ArchTest
    static final ArchRule VALUES_KNOW_NO_SESSION = noClasses()
            .that()
            .resideInAPackage("dev.weft.client.value..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.weft.client", "dev.weft.wamp..", "dev.weft.transport..")
            .because("reading and writing values is of use, and tested, without a connection");
}
