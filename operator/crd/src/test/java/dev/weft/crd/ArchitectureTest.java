package dev.weft.crd;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.crd", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule schemas_come_from_the_records_alone = classes()
            .that()
            .resideInAnyPackage("dev.weft.crd.schema..", "dev.weft.crd.table..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.crd.schema..",
                    "dev.weft.crd.table..",
                    "dev.weft.model..",
                    "dev.weft.config..",
                    "java..",
                    "org.jspecify.annotations..")
            .because("a definition is a text about our records; a Kubernetes client has no part in it");
}
