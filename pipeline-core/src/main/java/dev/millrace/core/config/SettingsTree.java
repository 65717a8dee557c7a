package dev.millrace.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys of a configuration, those whose value is null included. */
final class SettingsTree {

    private SettingsTree() {}

    /** Full paths of all leaves, in the order of their names. */
    static List<String> leaves(Config config) {
        List<String> paths = new ArrayList<>();
        collect("", config.root(), paths);
        paths.sort(null);
        return paths;
    }

    private static void collect(String prefix, ConfigObject object, List<String> paths) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            String path = prefix + ConfigUtil.quoteString(entry.getKey()).replace("\"", "");
            if (entry.getValue() instanceof ConfigObject child && !child.isEmpty()) {
                collect(path + ".", child, paths);
            } else {
                paths.add(path);
            }
        }
    }
}
