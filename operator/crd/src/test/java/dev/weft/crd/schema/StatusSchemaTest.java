package dev.weft.crd.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crd.status.AppliedRevision;
import dev.weft.crd.status.Condition;
import dev.weft.crd.status.PartlyApplied;
import dev.weft.crd.status.PlanStatus;
import dev.weft.crd.status.WeftStatus;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the operator writes must be in the schema, or the API server drops it without a word. */
class StatusSchemaTest {

    @Test
    void the_schema_has_the_fields_that_the_operator_writes_and_no_others() {
        Map<String, Object> fields = Trees.map(StatusSchema.schema().get("properties"));
        Map<String, Object> conditions =
                Trees.map(Trees.map(fields.get("conditions")).get("items"));

        Map<String, Object> history = Trees.map(Trees.map(fields.get("history")).get("items"));

        same(fields, WeftStatus.class);
        same(Trees.map(history.get("properties")), AppliedRevision.class);
        same(Trees.map(Trees.map(fields.get("partlyApplied")).get("properties")), PartlyApplied.class);
        same(Trees.map(Trees.map(fields.get("plan")).get("properties")), PlanStatus.class);
        same(Trees.map(conditions.get("properties")), Condition.class);
    }

    private static void same(Map<String, Object> fields, Class<? extends Record> written) {
        assertThat(fields.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(written.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }
}
