package dev.weft.transport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.transport", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule SEES_ONLY_WAMP_NETTY_AND_A_LOGGER = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.transport..",
                    "dev.weft.wamp..",
                    "io.netty..",
                    "org.slf4j..",
                    "javax.security.auth.x500..",
                    "org.jspecify..",
                    "java..",
                    "javax.net.ssl..",
                    "javax.security.auth.x500..")
            .because("this module is the wall around Netty: whoever uses it must not get more than WAMP and sockets");

    @ArchTest
    static final ArchRule CHANNELS_KNOW_NEITHER_SERVERS_NOR_CLIENTS = noClasses()
            .that()
            .resideInAPackage("dev.weft.transport.channel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.transport.server..", "dev.weft.transport.client..", "dev.weft.transport.http..")
            .because("frames, queues and close codes are the same at both ends");

    @ArchTest
    static final ArchRule SERVERS_AND_CLIENTS_ARE_STRANGERS = noClasses()
            .that()
            .resideInAPackage("dev.weft.transport.server..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.weft.transport.client..")
            .because("a process that only listens must not need what only clients need");

    @ArchTest
    static final ArchRule HTTP_SERVICES_SHOW_NO_NETTY = noClasses()
            .that()
            .resideInAPackage("dev.weft.transport.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..")
            .because("those who write handlers live in modules that must not use Netty");
}
