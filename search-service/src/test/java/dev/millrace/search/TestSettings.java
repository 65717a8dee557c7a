package dev.millrace.search;

import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import java.util.Map;
import java.util.Properties;

/** The defaults, with some settings of a test's own. */
final class TestSettings {

    private TestSettings() {}

    static Settings with(Map<String, String> overrides) {
        return new SettingsLoader(Map.of(), new Properties()).load(null, overrides);
    }

    static SearchConfig defaults() {
        return SearchConfig.from(with(Map.of()));
    }
}
