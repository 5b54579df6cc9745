package dev.weft.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every block, tried on random trees. */
class BlockPropertiesTest {

    private static final int TREES_PER_BLOCK = 25;

    static List<Class<?>> blocks() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.weft.config");
        return classes.stream()
                .filter(c -> !c.getPackageName().equals("dev.weft.config.schema"))
                .map(JavaClass::reflect)
                .filter(Class::isRecord)
                .sorted(Comparator.comparing(Class::getName))
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void canonical_form_and_comparison_are_consistent(Class<?> block) {
        for (int i = 0; i < TREES_PER_BLOCK; i++) {
            long seed = (long) block.getName().hashCode() + i;
            Map<String, @Nullable Object> tree = new RandomTrees(seed).block(block, 0);
            Object canonical = Blocks.normalise(block, tree);

            assertThat(Blocks.normalise(block, canonical))
                    .as("seed %d: %s", seed, tree)
                    .isEqualTo(canonical);
            assertThat(Blocks.changes(block, tree, canonical))
                    .as("seed %d: %s", seed, tree)
                    .isEmpty();
            Object redacted = Blocks.redact(block, tree);
            assertThat(Blocks.changes(block, tree, redacted))
                    .as("seed %d: %s", seed, tree)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void a_block_that_is_written_reads_as_itself(Class<?> block) {
        for (int i = 0; i < TREES_PER_BLOCK; i++) {
            long seed = (long) block.getName().hashCode() + i;
            Map<String, @Nullable Object> tree = new RandomTrees(seed).block(block, 0);
            Reading<?> reading = Blocks.read(block, tree);
            if (reading.value().orElse(null) instanceof Record value) {
                Map<String, @Nullable Object> written = Blocks.toTree(value);
                assertThat(Blocks.read(block, written).value().orElse(null))
                        .as("seed %d: %s", seed, tree)
                        .isEqualTo(value);
                assertThat(Blocks.changes(block, tree, written))
                        .as("seed %d: %s", seed, tree)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void every_field_decides_its_impact_and_every_number_has_a_bound_that_fits(Class<?> block) {
        assertThat(BlockSchema.of(block).fields().values()).allSatisfy(field -> {
            assertThat(field.impact()).as(field.name()).isNotNull();
            assertThat(field.limits().min())
                    .as(field.name())
                    .isLessThanOrEqualTo(field.limits().max());
        });
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void a_field_that_does_not_exist_is_refused_with_a_suggestion(Class<?> block) {
        Map<String, @Nullable Object> tree = new RandomTrees(1).block(block, 0);
        tree.put("no_such_field_at_all", 1L);

        assertThat(Blocks.read(block, tree).problems())
                .anySatisfy(p -> assertThat(p.pointer()).isEqualTo("/no_such_field_at_all"));
    }
}
