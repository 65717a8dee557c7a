package dev.millrace.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sections whose names the user chooses, such as {@code millrace.ingest.sources.<name>}. In reference.conf a section
 * called {@code NAME} says which keys each of them has, and their defaults.
 */
final class NamedSections {

    private static final String PLACEHOLDER = "NAME";
    private static final Pattern CREDENTIAL =
            Pattern.compile(".*(secret|password|credential|access[_-]?key|token).*", Pattern.CASE_INSENSITIVE);

    private static final String NO_CREDENTIALS =
            ": credentials are never taken from the configuration, only from the AWS default chain, for example the"
                    + " environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or the role of"
                    + " the machine";

    /** Path of the section above the named ones, to what each of them has by default. */
    private final Map<String, Config> defaults;

    private NamedSections(Map<String, Config> defaults) {
        this.defaults = Map.copyOf(defaults);
    }

    static NamedSections of(Config reference) {
        Map<String, Config> defaults = new HashMap<>();
        for (String leaf : SettingsTree.leaves(reference)) {
            int at = leaf.indexOf("." + PLACEHOLDER + ".");
            if (at > 0) {
                String parent = leaf.substring(0, at);
                defaults.put(parent, reference.getConfig(parent + "." + PLACEHOLDER));
            }
        }
        return new NamedSections(defaults);
    }

    /** Whether a path, as a configuration file gives it, is a key of a named section. */
    boolean knows(String path) {
        return !isPlaceholder(path)
                && section(path).filter(found -> found.isKnown(last(path))).isPresent();
    }

    boolean isPlaceholder(String path) {
        return ConfigUtil.splitPath(path).contains(PLACEHOLDER);
    }

    /** What to say of a key that is none; empty when it is not within a named section. */
    Optional<String> advice(String path) {
        return section(path).map(found -> {
            if (isPlaceholder(path)) {
                return ": " + PLACEHOLDER + " stands for a name of your choice";
            }
            return CREDENTIAL.matcher(last(path)).matches()
                    ? NO_CREDENTIALS
                    : " of a section in " + found.parent() + ", which has " + String.join(", ", found.keys());
        });
    }

    /**
     * What variables say: {@code MILLRACE_INGEST_SOURCES_MY_DOCS_FOLDER} is the key {@code folder} of the section that
     * {@code others} call so that its variable reads {@code MY_DOCS}, and of {@code my-docs} where there is none.
     */
    Config fromEnvironment(Map<String, String> environment, Config others) {
        Config config = ConfigFactory.empty();
        for (Section section : sections()) {
            String prefix = SettingsLoader.variable(section.parent()) + "_";
            for (Map.Entry<String, String> entry : environment.entrySet()) {
                if (entry.getKey().startsWith(prefix)) {
                    String variable = entry.getKey();
                    String path = section.path(variable, variable.substring(prefix.length()), others);
                    config = config.withValue(
                            path,
                            ConfigValueFactory.fromAnyRef(entry.getValue(), "the environment variable " + variable));
                }
            }
        }
        return config;
    }

    Config fromSystemProperties(Properties properties) {
        Config config = ConfigFactory.empty();
        for (Section section : sections()) {
            String prefix = section.parent() + ".";
            for (String property : properties.stringPropertyNames()) {
                int key = property.lastIndexOf('.');
                if (property.startsWith(prefix) && key > prefix.length()) {
                    String name = property.substring(prefix.length(), key);
                    config = config.withValue(
                            section.path(name, property.substring(key + 1)),
                            ConfigValueFactory.fromAnyRef(
                                    properties.getProperty(property), "the system property " + property));
                }
            }
        }
        return config;
    }

    /** The settings, with defaults in each named section, and without the section that tells them. */
    Config withDefaults(Config merged) {
        Config all = merged;
        for (Section section : sections()) {
            all = all.withoutPath(section.parent() + "." + PLACEHOLDER);
            for (Map.Entry<String, ConfigValue> entry :
                    all.getObject(section.parent()).entrySet()) {
                String path = section.parent() + "." + ConfigUtil.joinPath(entry.getKey());
                if (!(entry.getValue() instanceof ConfigObject given)) {
                    throw new ConfigException(path + " (" + SettingsLoader.origin(entry.getValue())
                            + ") must be a section with keys: " + String.join(", ", section.keys()));
                }
                all = all.withValue(path, given.withFallback(section.defaults()));
            }
        }
        return all;
    }

    private List<Section> sections() {
        return defaults.entrySet().stream()
                .map(entry -> new Section(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Optional<Section> section(String path) {
        List<String> elements = ConfigUtil.splitPath(path);
        return sections().stream()
                .filter(section -> section.isParentOf(elements))
                .findFirst();
    }

    private static String last(String path) {
        return ConfigUtil.splitPath(path).getLast();
    }

    private record Section(String parent, Config defaults) {

        boolean isParentOf(List<String> path) {
            List<String> above = ConfigUtil.splitPath(parent);
            return path.size() == above.size() + 2
                    && path.subList(0, above.size()).equals(above);
        }

        boolean isKnown(String key) {
            return defaults.hasPathOrNull(key);
        }

        Set<String> keys() {
            return defaults.root().keySet();
        }

        String path(String name, String key) {
            return parent + "." + ConfigUtil.joinPath(name, key);
        }

        String path(String variable, String nameAndKey, Config others) {
            String key = keys().stream()
                    .filter(known -> nameAndKey.endsWith("_" + SettingsLoader.variable(known)))
                    .max(Comparator.comparingInt(String::length))
                    .orElseThrow(() -> new ConfigException("The environment variable " + variable
                            + " names no setting"
                            + (CREDENTIAL.matcher(variable).matches() ? NO_CREDENTIALS + "; one" : ": one")
                            + " of a section in " + parent + " ends with "
                            + keys().stream()
                                    .sorted()
                                    .map(known -> "_" + SettingsLoader.variable(known))
                                    .collect(Collectors.joining(", "))));
            String name = nameAndKey.substring(0, nameAndKey.length() - key.length() - 1);
            return path(name(name, others), key);
        }

        private String name(String inVariable, Config others) {
            Set<String> names =
                    others.hasPath(parent) ? others.getObject(parent).keySet() : Set.of();
            return names.stream()
                    .filter(name -> SettingsLoader.variable(name).equals(inVariable))
                    .findFirst()
                    .orElseGet(() -> inVariable.toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }
}
