package dev.millrace.standalone;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes docs/configuration.md of the defaults and comments in every module's reference.conf. */
final class ConfigurationPage {

    private static final String HEAD = """
            # Configuration

            Everything has a default that suits a single machine. From weakest to strongest, a setting comes from: the default,
            the configuration file (HOCON or JSON: `millrace up --config FILE`, the argument of a service, or the environment
            variable `MILLRACE_CONFIG`), an environment variable, a Java system property, the command line.

            The environment variable of a setting is its name in capitals with `_` for `.` and `-`:
            `millrace.kafka.bootstrap-servers` is `MILLRACE_KAFKA_BOOTSTRAP_SERVERS`. A name that is no setting is refused, with
            the nearest one that is. Sizes are written such as `64MiB`, times such as `250ms`, `5s` or `1h`.

            `millrace up` sets the addresses of Kafka and OpenSearch, the ports and the folders by itself.

            This page is made of the comments in `reference.conf` of each module; `./mvnw -pl standalone test
            -Dtest=ConfigurationPageTest -Dmillrace.docs.write=true` makes it anew.
            """;

    /** One setting. */
    private record Row(String path, int line, String value, String comment) {
        String section() {
            return path.split("\\.")[1];
        }
    }

    private ConfigurationPage() {}

    static String of(Config reference) {
        List<Row> rows = new ArrayList<>();
        collect(reference.getObject("millrace"), "millrace", "", rows);
        StringBuilder page = new StringBuilder(HEAD);
        rows.stream()
                .collect(Collectors.groupingBy(Row::section, TreeMap::new, Collectors.toList()))
                .forEach((section, settings) -> append(page, section, settings));
        return page.toString();
    }

    private static void append(StringBuilder page, String section, List<Row> settings) {
        page.append("\n## ").append(section).append("\n\n| setting | default | meaning |\n|---|---|---|\n");
        String meaning = "";
        for (Row row :
                settings.stream().sorted(Comparator.comparingInt(Row::line)).toList()) {
            // A comment may stand before several settings in a row.
            meaning = row.comment().isEmpty() ? meaning : row.comment();
            page.append("| `%s` | %s | %s |\n".formatted(row.path(), row.value(), meaning));
        }
    }

    private static void collect(ConfigObject object, String prefix, String inherited, List<Row> rows) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            String path = prefix + "." + entry.getKey();
            ConfigValue value = entry.getValue();
            String comment = comment(value);
            if (value instanceof ConfigObject nested && !nested.isEmpty()) {
                collect(nested, path, (inherited + " " + comment).strip(), rows);
            } else {
                rows.add(new Row(
                        path, value.origin().lineNumber(), written(value), (inherited + " " + comment).strip()));
            }
        }
    }

    private static String comment(ConfigValue value) {
        return value.origin().comments().stream()
                .map(String::strip)
                .collect(Collectors.joining(" "))
                .replace("|", "\\|");
    }

    private static String written(ConfigValue value) {
        return switch (value) {
            case ConfigObject empty -> "";
            case ConfigList list -> "`" + list.render(ConfigRenderOptions.concise()) + "`";
            default -> {
                String text = String.valueOf(value.unwrapped());
                yield text.isEmpty() ? "empty" : "`" + text + "`";
            }
        };
    }
}
