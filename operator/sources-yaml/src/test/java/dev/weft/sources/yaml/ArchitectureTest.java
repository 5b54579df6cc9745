package dev.weft.sources.yaml;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.sources.yaml", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule only_reads = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.gateway..", "dev.weft.fleet..", "dev.weft.wamp..", "dev.weft.transport..", "io.netty..")
            .because("a source turns files into documents; who acts on them is decided elsewhere");

    @ArchTest
    static final ArchRule builds_no_objects_from_yaml = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.yaml.snakeyaml.Yaml")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("org.yaml.snakeyaml.constructor..")
            .because("constructors of the YAML library make objects that the text names, and know no places");
}
