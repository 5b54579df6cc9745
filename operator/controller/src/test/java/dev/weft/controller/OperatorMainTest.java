package dev.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.controller.lead.LeaseSettings;
import dev.weft.controller.source.SourceSettings;
import dev.weft.controller.workload.MaxUnavailable;
import dev.weft.controller.workload.MaxUnavailable.Unit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OperatorMainTest {

    @Test
    void help_shows_every_option_and_an_example() {
        StringWriter out = new StringWriter();
        int status = OperatorMain.line(Map.of()).setOut(new PrintWriter(out)).execute("--help");
        assertThat(status).isZero();
        assertThat(out.toString())
                .contains("--namespaces")
                .contains("--own-namespace")
                .contains("--lease")
                .contains("--http-port")
                .contains("Example: weft operator");
    }

    @Test
    void a_wrong_option_is_refused_with_the_remedy() {
        StringWriter err = new StringWriter();
        CommandLine line = OperatorMain.line(Map.of()).setErr(new PrintWriter(err));
        assertThat(line.execute("--http-port", "many")).isEqualTo(64);
        assertThat(err.toString()).contains("--http-port must be 0 to 65535").contains("--help");
        assertThat(line.execute("--no-such-thing")).isEqualTo(64);
        assertThat(line.execute("--lease-duration", "2")).isEqualTo(64);
        assertThat(err.toString()).contains("--lease-duration must be 3 to 3600, not '2'");
        assertThat(line.execute("--selector", "team=a,,")).isEqualTo(64);
        assertThat(err.toString()).contains("--selector: '' selects nothing by labels; write team=a");
        assertThat(line.execute("--source-timeout", "5")).isEqualTo(64);
        assertThat(line.execute("--source-timeout", "3601")).isEqualTo(64);
        assertThat(err.toString()).contains("--source-timeout must be 10 to 3600, not '5'");
        assertThat(line.execute("--prune-cap", "-1")).isEqualTo(64);
        assertThat(err.toString()).contains("--prune-cap must be 0 to 1000000, not '-1'");
        for (String wrong : List.of("0", "0%", "101%", "-1", "some")) {
            assertThat(line.execute("--workload-max-unavailable=" + wrong)).isEqualTo(64);
            assertThat(err.toString())
                    .contains("--workload-max-unavailable must be a number from 1, or 1% to 100%, not '" + wrong + "'");
        }
    }

    @Test
    void the_environment_counts_where_no_option_is_given() {
        OperatorSettings settings = OperatorMain.settings(
                Map.of("WEFT_NAMESPACES", "a, b", "WEFT_LEASE", "none", "POD_NAMESPACE", "sys", "WEFT_HTTP_PORT", "9"),
                "--http-port",
                "0",
                "--selector",
                "app=weft");
        assertThat(settings.namespaces()).containsExactlyInAnyOrder("a", "b");
        assertThat(settings.lease()).isEmpty();
        assertThat(OperatorMain.settings(
                                Map.of("WEFT_LEASE_DURATION", "7", "POD_NAME", "weft-0"), "--own-namespace", "sys")
                        .lease())
                .contains(new LeaseSettings("sys", "weft-operator", "weft-0", Duration.ofSeconds(7)));
        assertThat(settings.http().port()).isZero();
        assertThat(settings.selector()).contains("app=weft");
        assertThat(settings.fleets().ownNamespace()).isEqualTo("sys");
        assertThat(settings.fleets().installation()).isEqualTo("default");
        assertThat(settings.sources()).as("nothing is followed unasked").isEmpty();
        assertThat(OperatorMain.settings(Map.of("WEFT_SOURCE_CACHE", "/var/cache/weft", "WEFT_SOURCE_CACHE_SIZE", "64"))
                        .sources())
                .contains(SourceSettings.of(Path.of("/var/cache/weft"), 64L << 20));
        assertThat(OperatorMain.settings(Map.of("WEFT_SOURCE_CACHE", "/c"), "--selector", "team=a")
                        .sources()
                        .orElseThrow()
                        .selector()
                        .text())
                .isEqualTo("team=a");
        assertThat(OperatorMain.settings(Map.of("WEFT_SOURCE_CACHE", "/c"), "--source-timeout", "30")
                        .sources()
                        .orElseThrow()
                        .patience())
                .hasSeconds(30);
        assertThat(settings.fleets().options().plan().pruneCap()).isEqualTo(10);
        assertThat(OperatorMain.settings(Map.of("WEFT_PRUNE_CAP", "30"), "--own-namespace", "sys")
                        .fleets()
                        .options()
                        .plan()
                        .pruneCap())
                .isEqualTo(30);
        assertThat(settings.workloads().permitted()).isTrue();
        assertThat(settings.workloads().image()).isEmpty();
        assertThat(OperatorMain.settings(
                                Map.of("WEFT_WORKLOADS", "false", "WEFT_WORKLOAD_IMAGE", "weft:1"),
                                "--own-namespace",
                                "sys")
                        .workloads())
                .matches(each -> !each.permitted())
                .matches(each -> each.image().orElseThrow().equals("weft:1"));
        assertThat(settings.workloads().maxUnavailable()).isEqualTo(new MaxUnavailable(10, Unit.PERCENT));
        assertThat(OperatorMain.settings(Map.of("WEFT_WORKLOAD_MAX_UNAVAILABLE", "3"), "--own-namespace", "sys")
                        .workloads()
                        .maxUnavailable())
                .isEqualTo(new MaxUnavailable(3, Unit.WORKLOADS));
    }
}
