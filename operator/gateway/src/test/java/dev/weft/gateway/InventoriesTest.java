package dev.weft.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.live.Inventory;
import dev.weft.engine.path.ObjectPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
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
        Map<String, Object> stored = Map.of("owned", owned, "since", 7L);

        Inventory inventory = Inventories.read(stored);

        assertThat(inventory.owned()).containsOnlyKeys(WORKER);
        assertThat(Inventories.write(inventory)).isEqualTo(stored);
        Inventory emptied = inventory.with(new TreeMap<>());
        owned.remove(WORKER.text());
        assertThat(Inventories.write(emptied)).isEqualTo(stored);
    }

    @Test
    void what_is_understood_comes_back_as_it_was() {
        TreeMap<ObjectPath, Map<String, String>> owned = new TreeMap<>();
        owned.put(WORKER, Map.of("/ticket", "4f"));
        Inventory inventory = new Inventory(owned);
        assertThat(Inventories.read(Inventories.write(inventory))).isEqualTo(inventory);
    }
}
