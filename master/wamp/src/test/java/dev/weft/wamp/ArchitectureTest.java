package dev.weft.wamp;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weft.wamp", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule does_no_io = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "io.netty..", "org.slf4j..")
            .orShould()
            .dependOnClassesThat(assignableTo(java.io.InputStream.class))
            .orShould()
            .dependOnClassesThat(assignableTo(java.io.OutputStream.class))
            .because("the protocol is pure: transports move the bytes, and whoever owns the process logs");

    @ArchTest
    static final ArchRule owns_no_thread = noClasses()
            .should()
            .dependOnClassesThat(assignableTo(Thread.class))
            .orShould()
            .dependOnClassesThat(assignableTo(java.util.concurrent.Executor.class))
            .orShould()
            .dependOnClassesThat(assignableTo(java.util.Timer.class))
            .because("sessions and handshakes run on the thread of their link");

    @ArchTest
    static final ArchRule knows_no_time = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.time..")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("whoever runs a handshake or a session sets its time limits, so that tests need not wait");

    @ArchTest
    static final ArchRule draws_no_lots = noClasses()
            .should()
            .dependOnClassesThat(assignableTo(java.util.Random.class))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.UUID")
            .because("ids and challenges are passed in, so that tests can choose them");

    @ArchTest
    static final ArchRule messages_know_nothing_above_them = noClasses()
            .that()
            .resideInAPackage("dev.weft.wamp.message..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.wamp.codec..",
                    "dev.weft.wamp.serializer..",
                    "dev.weft.wamp.client..",
                    "dev.weft.wamp.handshake..")
            .because("the records are what everything else speaks in");
}
