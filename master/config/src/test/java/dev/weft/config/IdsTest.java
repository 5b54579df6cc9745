package dev.weft.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void ids_are_short_and_safe_in_uris() {
        assertThat(List.of("a", "router1", "Router-1", "cpw-04532c68-0", "x".repeat(64)))
                .allMatch(Ids::isId);
        assertThat(List.of("", "_a", "-a", "a.b", "a b", "ä", "x".repeat(65))).noneMatch(Ids::isId);
    }

    @Test
    void realm_names_may_be_dotted_or_an_ethereum_address() {
        assertThat(List.of("realm1", "com.plant-a.line", "a@b", "0x" + "0a".repeat(20)))
                .allMatch(Ids::isRealmName);
        assertThat(List.of("", "ab", "1realm", "a b c", "0x12")).noneMatch(Ids::isRealmName);
    }

    @Test
    void management_realms_keep_off_reserved_names() {
        assertThat(List.of("plant-a", "mrealm1", "arealms", "nodes"))
                .allSatisfy(name -> assertThat(Ids.problemWithManagementRealm(name))
                        .as(name)
                        .isEmpty());
        assertThat(List.of("crossbar1", "com.crossbario.x", "wamp1", "arealm", "arealm.x", "remote", "tracing", "x y"))
                .allSatisfy(name -> assertThat(Ids.problemWithManagementRealm(name))
                        .as(name)
                        .isPresent());
    }

    @Test
    void what_has_no_id_is_counted() {
        assertThat(Ids.next("worker", Set.of())).isEqualTo("worker001");
        assertThat(Ids.next("worker", Set.of("worker001", "worker003"))).isEqualTo("worker002");
    }
}
