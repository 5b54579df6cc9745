package dev.weft.client.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValuesTest {

    enum Colour {
        RED,
        GREEN
    }

    record Item(String name, double price, @Nullable Colour colour, Optional<Integer> count) {}

    record Order(long id, List<Item> items, Map<String, int[]> stock, Instant at) {}

    record Positive(int value) {
        Positive {
            if (value < 1) {
                throw new IllegalArgumentException("secret " + value);
            }
        }
    }

    public static final class Bean {
        private String name = "unset";
        private boolean open;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public boolean isOpen() {
            return open;
        }

        public void setOpen(boolean open) {
            this.open = open;
        }
    }

    private static @Nullable Object read(@Nullable Object value, Type type) {
        return Values.read(value, type, "argument 0");
    }

    private static void assertMismatch(@Nullable Object value, Type type, String message) {
        assertThatThrownBy(() -> read(value, type)).isInstanceOf(Mismatch.class).hasMessage(message);
    }

    @Test
    void records_with_all_that_can_be_in_them_come_back_as_they_were() {
        Order order = new Order(
                7,
                List.of(new Item("nut", 0.5, Colour.RED, Optional.of(3)), new Item("bolt", 1, null, Optional.empty())),
                Map.of("a", new int[] {1, 2}),
                Instant.parse("2026-01-02T03:04:05Z"));

        Object written = Values.write(order, "argument 0");
        Order back = (Order) read(written, Order.class);

        assertThat(written)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("id", 7L)
                .containsEntry("at", "2026-01-02T03:04:05Z");
        assertThat(back).usingRecursiveComparison().isEqualTo(order);
    }

    @Test
    void beans_keep_what_their_constructor_set_where_the_key_is_missing() {
        Bean bean = new Bean();
        bean.setOpen(true);
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("name", "unset");
        written.put("open", true);
        assertThat(Values.write(bean, "argument 0")).isEqualTo(written);

        Bean read = (Bean) read(Map.of("open", true, "unknown", 1L), Bean.class);
        assertThat(read).usingRecursiveComparison().isEqualTo(bean);
    }

    @Test
    void a_number_is_read_as_any_type_that_holds_it_exactly() {
        assertThat(read(6L, int.class)).isEqualTo(6);
        assertThat(read(6.0, Long.class)).isEqualTo(6L);
        assertThat(read(6L, double.class)).isEqualTo(6.0);
        assertThat(read(6L, BigInteger.class)).isEqualTo(BigInteger.valueOf(6));
        assertThat(read(6.5, BigDecimal.class)).isEqualTo(new BigDecimal("6.5"));
        assertThat(read(-128L, byte.class)).isEqualTo((byte) -128);
        assertThat(read(BigInteger.TWO.pow(80), BigInteger.class)).isEqualTo(BigInteger.TWO.pow(80));
        assertMismatch(
                (1L << 53) + 1,
                double.class,
                "argument 0: expected a number that double holds exactly, got a whole number that is too large");
        assertMismatch(
                (1L << 24) + 1,
                float.class,
                "argument 0: expected a number that float holds exactly, got a whole number that is too large");
        assertMismatch(
                1e300,
                float.class,
                "argument 0: expected a number that float holds exactly, got a floating-point number");
        assertMismatch(
                BigInteger.TWO.pow(2000),
                double.class,
                "argument 0: expected a number that double holds exactly, got a whole number that is too large");
        assertMismatch(
                Double.NaN,
                BigDecimal.class,
                "argument 0: expected a number that BigDecimal holds exactly, got a floating-point number");
        assertMismatch(
                1L << 40,
                int.class,
                "argument 0: expected a number that int holds exactly, got a whole number that is too large");
        assertMismatch(
                -129L,
                byte.class,
                "argument 0: expected a number that byte holds exactly, got a whole number that is too small");
        assertMismatch(
                6.5, long.class, "argument 0: expected a number that long holds exactly, got a floating-point number");
        assertMismatch(
                Double.NaN,
                int.class,
                "argument 0: expected a number that int holds exactly, got a floating-point number");
        assertMismatch(
                BigInteger.TWO.pow(80),
                long.class,
                "argument 0: expected a number that long holds exactly, got a whole number that is too large");
    }

    @Test
    void texts_are_enums_times_and_other_things_that_are_texts() {
        UUID id = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
        for (Object value : List.of(id, URI.create("ws://h/p"), Duration.ofMinutes(3), new BigDecimal("1.50"))) {
            Object written = Values.write(value, "argument 0");
            assertThat(written).isEqualTo(value.toString());
            assertThat(read(written, value.getClass())).isEqualTo(value);
        }
        assertThat(Values.write(Colour.RED, "argument 0")).isEqualTo("RED");
        assertThat(read("GREEN", Colour.class)).isEqualTo(Colour.GREEN);
        assertThat(read("x", char.class)).isEqualTo('x');
        assertMismatch("BLUE", Colour.class, "argument 0: expected one of [RED, GREEN], got a text");
        assertMismatch("soon", Instant.class, "argument 0: expected a value of type Instant, got a text");
    }

    @Test
    void lists_maps_sets_and_arrays_have_the_type_that_is_asked_for() {
        assertThat(read(List.of(1L, 2L), new TypeRef<List<Integer>>() {}.type()))
                .isEqualTo(List.of(1, 2));
        assertThat(read(List.of(1L, 1L), new TypeRef<Set<Integer>>() {}.type())).isEqualTo(Set.of(1));
        assertThat(read(List.of(List.of("a")), String[][].class)).isEqualTo(new String[][] {{"a"}});
        assertThat(read(Map.of("RED", 1L), new TypeRef<Map<Colour, Short>>() {}.type()))
                .isEqualTo(Map.of(Colour.RED, (short) 1));
        assertThat(read(List.of("a", 1L), List.class)).isEqualTo(List.of("a", 1L));
        assertThat(read(new byte[] {1}, byte[].class)).isEqualTo(new byte[] {1});
        assertThat(read(List.of(1L), Object.class)).isEqualTo(List.of(1L));
        assertThat((List<?>) read(Arrays.asList(1L, null), new TypeRef<List<Integer>>() {}.type()))
                .hasSize(2)
                .last()
                .isNull();
    }

    @Test
    void nothing_is_null_or_empty_but_no_primitive() {
        assertThat(read(null, String.class)).isNull();
        assertThat(read(null, Optional.class)).isEqualTo(Optional.empty());
        assertMismatch(null, int.class, "argument 0: expected a number that int holds exactly, got nothing");
        assertMismatch(null, boolean.class, "argument 0: expected a value of type boolean, got nothing");
    }

    @Test
    void a_mismatch_names_the_place_and_never_the_value() {
        Map<String, Object> item = Map.of("name", "nut", "price", "secret");
        assertMismatch(
                Map.of("id", 1L, "items", List.of(Map.of("name", "a", "price", 1L), item)),
                Order.class,
                "argument 0.items[1].price: expected a number that double holds exactly, got a text");
        assertMismatch(List.of(), Item.class, "argument 0: expected a dictionary (Item), got a list");
        assertMismatch(Map.of(), String.class, "argument 0: expected a value of type String, got a dictionary");
        assertMismatch(true, List.class, "argument 0: expected a list, got a boolean");
        assertMismatch(
                Map.of("value", 0L),
                Positive.class,
                "argument 0: expected a value that its class accepts, got one that it refuses"
                        + " (IllegalArgumentException)");
    }

    @Test
    void what_wamp_cannot_carry_is_refused_with_its_place() {
        assertThatThrownBy(() -> Values.write(Map.of("a", new Object()), "argument 1"))
                .isInstanceOf(Mismatch.class)
                .hasMessage("argument 1.a: expected a value that WAMP can carry: a number, text, list, map, record or"
                        + " bean, got a java.lang.Object");
        assertThatThrownBy(() -> Values.write(Map.of(1.5, "a"), "argument 0"))
                .hasMessageContaining("a map whose keys are texts");
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        assertThatThrownBy(() -> Values.write(itself, "argument 0")).hasMessageContaining("at most 100 levels");
    }
}
