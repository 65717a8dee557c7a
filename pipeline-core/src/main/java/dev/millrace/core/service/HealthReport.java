package dev.millrace.core.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The body of a health answer: {@code {"services": {"ingest-service": {"state": "ready"}}}}. */
final class HealthReport {

    private HealthReport() {}

    static String json(List<RunningService> services) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        ObjectNode byName = report.putObject("services");
        for (RunningService service : services) {
            ObjectNode entry = byName.putObject(service.name());
            switch (service.health()) {
                case Health.Ready() -> entry.put("state", "ready");
                case Health.Waiting(String reason) ->
                    entry.put("state", "waiting").put("reason", reason);
                case Health.Failed(String reason) ->
                    entry.put("state", "failed").put("reason", reason);
            }
        }
        return report.toString();
    }
}
