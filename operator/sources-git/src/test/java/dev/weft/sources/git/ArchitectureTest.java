package dev.weft.sources.git;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.sources.git", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule only_reads = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.weft.gateway..", "dev.weft.fleet..", "dev.weft.wamp..", "dev.weft.transport..")
            .because("a source turns a revision into documents; who acts on them is decided elsewhere");

    @ArchTest
    static final ArchRule signatures_need_no_repository = noClasses()
            .that()
            .resideInAPackage("dev.weft.sources.git.sign")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jgit..", "dev.weft.sources.yaml..", "dev.weft.sources.git.remote..")
            .because("what decides about trust has bytes in and a name out, and can be read by itself");

    @ArchTest
    static final ArchRule nothing_is_checked_out = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jgit.api..", "org.eclipse.jgit.dircache..")
            .because("documents go from the object store into memory; no file of a repository is written to a disk");
}
