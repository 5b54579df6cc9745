package dev.weft.fleet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.fleet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule reaches_a_fabric_through_ports_only = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.gateway..",
                    "dev.weft.wamp..",
                    "dev.weft.transport..",
                    "dev.weft.sources..",
                    "dev.weft.cli..",
                    "java.net..",
                    "java.nio..")
            .because("it adds timers, queues and retries to the engine; tests drive it with a fabric made of memory");
}
