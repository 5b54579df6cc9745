package dev.weft.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.live.Inventory;
import dev.weft.engine.path.ObjectPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class InventoriesTest {

    private static final ObjectPath WORKER = new ObjectPath("plant/edge1/worker/router1");

    @Test
    void what_is_not_understood_is_kept_and_stored_again() {
        Map<String, Object> owned = new LinkedHashMap<>();
        owned.put(WORKER.text(), Map.of("/ticket", "4f"));
        owned.put("plant/edge1/gizmo/x", Map.of());
        owned.put("plant/edge1/worker", Map.of());
        owned.put("plant/edge1/worker/%zz", Map.of());
        owned.put("plant/edge1/worker/other", "later versions say it so");
        Map<String, Object> documents = Map.of("plant/edge1/gizmo/x", List.of("base"));
        Map<String, Object> stored = Map.of("owned", owned, "documents", documents, "since", 7L);

        Inventory inventory = Inventories.read(stored);

        assertThat(inventory.owned()).containsOnlyKeys(WORKER);
        assertThat(Inventories.write(inventory)).isEqualTo(stored);
        Inventory emptied = inventory.with(new TreeMap<>());
        owned.remove(WORKER.text());
        assertThat(Inventories.write(emptied)).isEqualTo(stored);
    }

    @Test
    void what_an_older_version_took_out_of_the_record_is_forgotten_and_what_it_wrote_has_no_documents() {
        Map<String, Object> stored = Map.of(
                "owned",
                Map.of(WORKER.text(), Map.of()),
                "documents",
                Map.of("plant/edge1/worker/gone", List.of("base")));

        Inventory inventory = Inventories.read(stored);

        assertThat(inventory).isEqualTo(new Inventory(new TreeMap<>(Map.of(WORKER, Inventory.Entry.UNKNOWN))));
    }

    @Test
    void what_is_understood_comes_back_as_it_was() {
        TreeMap<ObjectPath, Inventory.Entry> owned = new TreeMap<>();
        owned.put(WORKER, new Inventory.Entry(new TreeSet<>(Set.of("base", "edge")), Map.of("/ticket", "4f")));
        Inventory inventory = new Inventory(owned);
        assertThat(Inventories.read(Inventories.write(inventory))).isEqualTo(inventory);
    }
}
