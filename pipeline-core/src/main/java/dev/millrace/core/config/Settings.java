package dev.millrace.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException.BadValue;
import com.typesafe.config.ConfigException.WrongType;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Typed access to the settings below one prefix. Every method throws {@link ConfigException} with the full key and the
 * place the value was set in, when the value is missing, of another type or out of range.
 */
public final class Settings {

    private final Config root;
    private final String prefix;

    Settings(Config root, String prefix) {
        this.root = root;
        this.prefix = prefix;
    }

    /** The settings below {@code key}. */
    public Settings at(String key) {
        return new Settings(root, path(key));
    }

    /** The sections below {@code key} whose names the user chose, by name. */
    public SortedMap<String, Settings> sections(String key) {
        SortedMap<String, Settings> sections = new TreeMap<>();
        for (String name : root.getObject(path(key)).keySet()) {
            sections.put(name, at(key + "." + ConfigUtil.joinPath(name)));
        }
        return sections;
    }

    public String string(String key) {
        String value = read(key, root::getString, "must be a text");
        if (value.isBlank()) {
            throw invalid(key, "must not be empty");
        }
        return value;
    }

    /** Empty when the value is null, not set, or blank. */
    public Optional<String> optionalString(String key) {
        return root.hasPath(path(key))
                ? Optional.of(read(key, root::getString, "must be a text")).filter(v -> !v.isBlank())
                : Optional.empty();
    }

    public boolean bool(String key) {
        return read(key, root::getBoolean, "must be true or false");
    }

    public int integer(String key, int min, int max) {
        int value = read(key, root::getInt, "must be a whole number");
        if (value < min || value > max) {
            throw invalid(key, "must be between " + min + " and " + max);
        }
        return value;
    }

    public double number(String key, double min, double max) {
        double value = read(key, root::getDouble, "must be a number");
        if (!(value >= min && value <= max)) {
            throw invalid(key, "must be between " + min + " and " + max);
        }
        return value;
    }

    /** A positive duration such as {@code 250ms}, {@code 5s} or {@code 1h}. */
    public Duration duration(String key) {
        Duration value = read(key, root::getDuration, "must be a duration such as 250ms, 5s or 1h");
        if (value.isNegative() || value.isZero()) {
            throw invalid(key, "must be longer than zero");
        }
        return value;
    }

    /** A size in bytes, written such as {@code 64KiB} or {@code 16MiB}. */
    public long bytes(String key) {
        long value = read(key, root::getBytes, "must be a size such as 64KiB or 16MiB");
        if (value <= 0) {
            throw invalid(key, "must be more than zero");
        }
        return value;
    }

    public Path folder(String key) {
        try {
            return Path.of(string(key));
        } catch (InvalidPathException e) {
            throw invalid(key, "is not a path: " + e.getReason());
        }
    }

    public URI uri(String key) {
        try {
            URI uri = new URI(string(key));
            if (uri.getScheme() == null || uri.getHost() == null) {
                throw invalid(key, "must be an address such as http://localhost:9200");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw invalid(key, "is not an address: " + e.getReason());
        }
    }

    /** One constant of an enum, written in lower case with hyphens. */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        String value = string(key);
        for (E constant : type.getEnumConstants()) {
            if (written(constant).equals(value)) {
                return constant;
            }
        }
        throw invalid(
                key,
                "must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Settings::written)
                                .collect(Collectors.joining(", ")));
    }

    /** A list of strings; a single string stands for a list, split at commas, so that variables can give one. */
    public List<String> strings(String key) {
        String path = path(key);
        if (root.hasPath(path) && root.getValue(path).unwrapped() instanceof String text) {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .toList();
        }
        return read(key, root::getStringList, "must be a list");
    }

    /** The entries below {@code key}, their keys with dots, as strings: for what is handed on to a client unread. */
    public Map<String, String> properties(String key) {
        Map<String, String> properties = new TreeMap<>();
        if (root.hasPath(path(key))) {
            for (Map.Entry<String, ConfigValue> entry :
                    root.getConfig(path(key)).entrySet()) {
                properties.put(
                        entry.getKey().replace("\"", ""),
                        String.valueOf(entry.getValue().unwrapped()));
            }
        }
        return properties;
    }

    /** The exception for a value that is well-formed but can't be used. */
    public ConfigException invalid(String key, String problem) {
        String path = path(key);
        ConfigValue value = root.hasPath(path) ? root.getValue(path) : null;
        String shown =
                value == null ? path : path + " = " + value.unwrapped() + " (" + SettingsLoader.origin(value) + ")";
        return new ConfigException(shown + ": " + problem);
    }

    private interface Reader<T> {
        T read(String path);
    }

    private <T> T read(String key, Reader<T> reader, String expected) {
        try {
            return reader.read(path(key));
        } catch (com.typesafe.config.ConfigException.Missing e) {
            throw new ConfigException(path(key) + " is not set: give it a value in the configuration file or as "
                    + SettingsLoader.variable(path(key)));
        } catch (WrongType | BadValue e) {
            throw invalid(key, expected);
        }
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String path(String key) {
        return prefix.isEmpty() ? key : prefix + "." + key;
    }
}
