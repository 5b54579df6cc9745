package dev.weft.fabric.testkit.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong values are refused before anything is installed, and the message names them. */
class ChartValuesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            operator.replica                 | 2              | replica
            operator.replicas                | many           | replicas
            operator.replicas                | -1             | replicas
            operator.log.level               | loud           | level
            image.pullPolicy                 | Sometimes      | pullPolicy
            image.digest                     | sha256:12      | digest
            fabric.mode                      | Enforced       | mode
            fabric.url                       | http://x/ws    | url
            fabric.keySecret.name            | Not_A_Name     | name
            master.persistence.size          | 1 gigabyte     | size
            master.service.type              | ExternalName   | type
            master.service.port              | 70000          | port
            workloads.maxUnavailable         | 0%             | maxUnavailable
            metrics.serviceMonitor.interval  | often          | interval
            networkPolicies.enabled          | true           | networkPolicies
            """)
    void a_wrong_value_is_refused_by_name(String name, String value, String named) {
        assertThatThrownBy(() -> Chart.notesWith(Map.of(name, value)))
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining(named);
    }

    @Test
    void a_master_of_ones_own_needs_its_url() {
        assertThatThrownBy(() -> Chart.notesWith(Map.of("master.enabled", "false")))
                .hasMessageContaining("fabric.url is missing")
                .hasMessageContaining("wss://master.example:9000/ws");
    }

    @Test
    void two_masters_are_one_too_many() {
        assertThatThrownBy(() -> Chart.notesWith(Map.of("fabric.url", "wss://master.example/ws")))
                .hasMessageContaining("leave one of them out");
    }

    @Test
    void notes_say_what_would_not_work() {
        assertThat(Chart.of("locked-down").notes())
                .contains("The operator watches only line")
                .contains("weft-system is not among them");
        assertThat(Chart.of("external-master").notes())
                .contains("create secret generic fabric-key --from-file=operator.priv=")
                .contains("nothing is done");
        assertThat(Chart.of("observability").notes()).contains("is gone with it");
        assertThat(Chart.notesWith(Map.of("fabric.create", "false"))).contains("No Fabric was made");
    }
}
