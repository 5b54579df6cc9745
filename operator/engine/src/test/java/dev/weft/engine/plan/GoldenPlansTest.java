package dev.weft.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.render.PlanJson;
import dev.weft.engine.render.PlanText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of {@code plans/} is one scenario; {@code -Dweft.golden=write} writes what is expected, to be read before it is committed. */
class GoldenPlansTest {

    private static final Path PLANS = Path.of("src/test/resources/plans");

    static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(PLANS)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void a_plan_reads_as_expected(Path folder) throws IOException {
        Plan plan = Scenario.of(folder).plan();
        compare(folder.resolve("plan.txt"), PlanText.render(plan, PlanText.Style.PLAIN));
        compare(folder.resolve("plan.json"), PlanJson.render(plan));
    }

    @Test
    void plans_are_the_same_bytes_in_every_locale_and_time_zone() throws IOException {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String tag : List.of("tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
                for (Path folder : folders()) {
                    Plan plan = Scenario.of(folder).plan();
                    assertThat(PlanJson.render(plan)).isEqualTo(Files.readString(folder.resolve("plan.json")));
                    assertThat(PlanText.render(plan, PlanText.Style.PLAIN))
                            .isEqualTo(Files.readString(folder.resolve("plan.txt")));
                }
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static void compare(Path file, String actual) throws IOException {
        if ("write".equals(System.getProperty("weft.golden"))) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
