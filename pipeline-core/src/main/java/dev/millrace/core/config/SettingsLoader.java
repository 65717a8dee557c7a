package dev.millrace.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts the settings together. From weakest to strongest: the defaults ({@code reference.conf} of each module), the
 * configuration file, environment variables ({@code millrace.kafka.bootstrap-servers} is
 * {@code MILLRACE_KAFKA_BOOTSTRAP_SERVERS}), system properties, and what a command line says.
 */
public final class SettingsLoader {

    /** Names the configuration file where no command-line option does. */
    public static final String FILE_VARIABLE = "MILLRACE_CONFIG";

    private static final String ROOT = "millrace";

    private final Config reference = ConfigFactory.parseResourcesAnySyntax("reference.conf");
    private final NamedSections namedSections = NamedSections.of(reference);
    private final Map<String, String> environment;
    private final Properties systemProperties;

    public SettingsLoader(Map<String, String> environment, Properties systemProperties) {
        this.environment = environment;
        this.systemProperties = systemProperties;
    }

    /** Settings of this process: its environment, its system properties. */
    public static SettingsLoader ofProcess() {
        return new SettingsLoader(System.getenv(), System.getProperties());
    }

    /**
     * Reads everything and puts it together.
     *
     * @param file the configuration file, or null to look at {@link #FILE_VARIABLE}
     * @param overrides full keys and values that win over everything, as a command line gives them
     * @throws ConfigException when the file is missing or malformed, or holds a key that no module knows
     */
    public Settings load(@Nullable Path file, Map<String, String> overrides) {
        Config fromFile = file(file);
        refuseUnknownKeys(fromFile);
        Config named = ConfigFactory.parseMap(overrides, "command line")
                .withFallback(fromSystemProperties())
                .withFallback(namedSections.fromSystemProperties(systemProperties));
        Config merged = named.withFallback(fromEnvironment())
                .withFallback(namedSections.fromEnvironment(environment, named.withFallback(fromFile)))
                .withFallback(fromFile)
                .withFallback(reference)
                .resolve();
        return new Settings(namedSections.withDefaults(merged), ROOT);
    }

    /** The defaults of all modules on the class path, with their comments. */
    public Config reference() {
        return reference;
    }

    /** The environment variable that sets a key. */
    public static String variable(String path) {
        return path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Where a value was set, for people. */
    static String origin(ConfigValue value) {
        return value.origin().description().startsWith("reference.conf")
                ? "the default"
                : "set in " + value.origin().description();
    }

    private Config file(@Nullable Path given) {
        String named = environment.get(FILE_VARIABLE);
        Path file = given != null ? given : named == null || named.isBlank() ? null : Path.of(named);
        if (file == null) {
            return ConfigFactory.empty();
        }
        if (!Files.isReadable(file)) {
            throw new ConfigException(
                    "The configuration file " + file + " can't be read: check the name and its permissions");
        }
        try {
            return ConfigFactory.parseFile(
                    file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
        } catch (com.typesafe.config.ConfigException e) {
            throw new ConfigException("The configuration file can't be read: " + e.getMessage());
        }
    }

    private Config fromEnvironment() {
        Config config = ConfigFactory.empty();
        for (String path : knownPaths()) {
            String value = environment.get(variable(path));
            if (value != null) {
                config = config.withValue(
                        path, ConfigValueFactory.fromAnyRef(value, "the environment variable " + variable(path)));
            }
        }
        return config;
    }

    private Config fromSystemProperties() {
        Config config = ConfigFactory.empty();
        for (String path : knownPaths()) {
            String value = systemProperties.getProperty(path);
            if (value != null) {
                config = config.withValue(path, ConfigValueFactory.fromAnyRef(value, "the system property " + path));
            }
        }
        return config;
    }

    private void refuseUnknownKeys(Config fromFile) {
        Set<String> known = knownPaths();
        for (Map.Entry<String, ConfigValue> entry : fromFile.entrySet()) {
            String path = entry.getKey();
            if (!namedSections.knows(path) && !known.contains(path)) {
                refuse(path, entry.getValue(), known);
            }
        }
    }

    private void refuse(String path, ConfigValue value, Set<String> known) {
        if (!passesThrough(path)) {
            String advice = namedSections.advice(path).orElseGet(() -> suggestion(path, known));
            throw new ConfigException(path + " (" + origin(value) + ") is not a setting" + advice
                    + "; docs/configuration.md lists them all");
        }
    }

    /** Settings of a client library, handed on unread: any key is allowed below them. */
    private static boolean passesThrough(String path) {
        return path.startsWith(ROOT + ".kafka.properties.");
    }

    private static String suggestion(String path, Set<String> known) {
        String last = path.substring(path.lastIndexOf('.') + 1);
        return known.stream()
                .filter(candidate -> candidate.endsWith("." + last) || common(candidate, path) > path.length() - 4)
                .min(Comparator.comparingInt(candidate -> -common(candidate, path)))
                .map(candidate -> ": did you mean " + candidate + "?")
                .orElse("");
    }

    private static int common(String a, String b) {
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return length;
    }

    private Set<String> knownPaths() {
        Set<String> paths = new TreeSet<>(SettingsTree.leaves(reference));
        paths.removeIf(namedSections::isPlaceholder);
        return paths;
    }
}
