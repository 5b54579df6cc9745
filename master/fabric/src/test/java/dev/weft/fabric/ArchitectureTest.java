package dev.weft.fabric;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.fabric", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_database_is_known_to_the_store_only = noClasses()
            .that()
            .resideOutsideOfPackage("dev.weft.fabric.store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.sqlite..")
            .because("another database must be a change of one package");

    @ArchTest
    static final ArchRule netty_stays_below_the_transport = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..")
            .because("dev.weft.transport is the wall around it");

    @ArchTest
    static final ArchRule decisions_know_no_sessions = noClasses()
            .that()
            .resideInAnyPackage("dev.weft.fabric.store..", "dev.weft.fabric.control..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.fabric.remote..",
                    "dev.weft.fabric.realm..",
                    "dev.weft.fabric.serving..",
                    "dev.weft.router..")
            .because("what the master remembers and decides is tested without a router");

    @ArchTest
    static final ArchRule the_master_knows_no_node_software = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.weft.node..")
            .because("it must serve the nodes of others just as well");

    @ArchTest
    static final ArchRule packages_form_no_circles = slices().matching("dev.weft.fabric.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that can be read without the others is easier to change");
}
