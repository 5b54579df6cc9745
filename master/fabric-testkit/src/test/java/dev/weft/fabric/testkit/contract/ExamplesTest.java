package dev.weft.fabric.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.api.Argument;
import dev.weft.fabric.api.Procedure;
import dev.weft.fabric.api.ProcedureTable;
import dev.weft.fabric.api.Topic;
import dev.weft.fabric.api.TopicTable;
import dev.weft.fabric.testkit.contract.Example.Refused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The examples are complete: for whatever is built there is one. */
class ExamplesTest {

    private final Recorded recorded = Recorded.instance();

    @Test
    void every_row_that_is_built_has_an_example() {
        assertThat(ProcedureTable.all().stream()
                        .filter(row -> row.built() && recorded.find(row).isEmpty()))
                .as("add an example to recorded.yaml")
                .isEmpty();
    }

    @Test
    void every_error_of_a_row_that_is_built_is_shown_or_said_to_be_shown_elsewhere() {
        List<String> missing = new ArrayList<>();
        for (Procedure row : ProcedureTable.all()) {
            recorded.find(row).filter(example -> row.built()).ifPresent(example -> {
                Set<String> shown = new LinkedHashSet<>(example.elsewhere().keySet());
                example.refused().stream().map(Refused::error).forEach(shown::add);
                row.errors().stream()
                        .filter(error -> !shown.contains(error))
                        .forEach(error -> missing.add(row.uri() + " " + error));
            });
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_argument_of_a_row_that_is_built_is_given_in_some_example() {
        List<String> missing = new ArrayList<>();
        for (Procedure row : ProcedureTable.all()) {
            recorded.find(row).filter(example -> row.built()).ifPresent(example -> {
                for (Argument argument : row.arguments()) {
                    if (example.ways().stream()
                            .noneMatch(way -> argument.names().stream().anyMatch(way.arguments()::containsKey))) {
                        missing.add(row.uri() + " " + argument.name());
                    }
                }
            });
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_topic_with_a_shape_is_built() {
        assertThat(recorded.topics())
                .allMatch(uri -> TopicTable.all().stream()
                        .filter(Topic::built)
                        .anyMatch(t -> t.uri().equals(uri)));
    }
}
