package dev.weft.fabric.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.fabric.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_MESSAGES_AND_NAMES_ONLY = classes()
            .that()
            .resideInAPackage("dev.weft.fabric.api")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.fabric.api",
                    "dev.weft.config",
                    "dev.weft.wamp.message",
                    "dev.weft.wamp.error",
                    "java.lang..",
                    "java.util..",
                    "org.jspecify.annotations..")
            .because("the contract says what is called, not how it is served or sent");

    @ArchTest
    static final ArchRule TOUCHES_NOTHING = noClasses()
            .that()
            .resideInAPackage("dev.weft.fabric.api")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.net..", "java.nio..", "java.time..", "java.util.concurrent..")
            .because("a table has no behaviour: no file, no socket, no clock, no thread");
}
