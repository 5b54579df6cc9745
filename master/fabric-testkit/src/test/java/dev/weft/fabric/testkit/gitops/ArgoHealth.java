package dev.weft.fabric.testkit.gitops;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.jse.JseBaseLib;
import org.yaml.snakeyaml.Yaml;

/** Runs a health check as Argo CD does: Lua with the base and table libraries only, and the resource as {@code obj}. */
final class ArgoHealth {

    private final String script;

    /** @param configMap the text of {@code argocd-cm}, of which the entry for our kinds is taken */
    ArgoHealth(String configMap) {
        Map<?, ?> data = map(map(new Yaml().load(configMap)).get("data"));
        Map<?, ?> customizations = map(new Yaml().load(String.valueOf(data.get("resource.customizations"))));
        script = String.valueOf(map(customizations.get("weft.dev/*")).get("health.lua"));
    }

    record Health(String status, String message) {}

    Health of(Map<?, ?> object) {
        Globals globals = new Globals();
        globals.load(new JseBaseLib());
        globals.load(new PackageLib());
        globals.load(new TableLib());
        LoadState.install(globals);
        LuaC.install(globals);
        globals.set("package", LuaValue.NIL);
        globals.set("obj", lua(object));
        LuaValue told = globals.load(script, "health.lua").call();
        return new Health(told.get("status").checkjstring(), told.get("message").checkjstring());
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static LuaValue lua(@Nullable Object value) {
        LuaTable table = new LuaTable();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> table.set(String.valueOf(key), lua(entry)));
            return table;
        }
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                table.set(i + 1, lua(list.get(i)));
            }
            return table;
        }
        return value instanceof Number number
                ? LuaValue.valueOf(number.doubleValue())
                : LuaValue.valueOf(String.valueOf(value));
    }
}
