package dev.millrace.standalone.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.standalone.Millrace;
import dev.millrace.standalone.campaign.Difference.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code millrace verify} in a process of its own, on the settings of a running system. */
final class VerifyProcess {

    private VerifyProcess() {}

    /** What it finds. It must find nothing, and have nothing left in flight. */
    static List<Difference> run(Path configuration) throws IOException, InterruptedException {
        Path answer = Files.createTempFile("verify", ".json");
        Path errors = Files.createTempFile("verify", ".err");
        try {
            int status = start(configuration, answer, errors).waitFor();
            return status > 1
                    ? List.of(new Difference(Kind.VERIFY, "", "status " + status + ": " + Files.readString(errors)))
                    : differences(new JsonMapper().readTree(answer.toFile()));
        } finally {
            Files.delete(answer);
            Files.delete(errors);
        }
    }

    private static Process start(Path configuration, Path answer, Path errors) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Millrace.class.getName(),
                "verify",
                "--json",
                "--config",
                configuration.toString());
        builder.environment().putAll(BucketServer.environment());
        return builder.redirectOutput(answer.toFile())
                .redirectError(errors.toFile())
                .start();
    }

    private static List<Difference> differences(JsonNode answer) {
        List<Difference> differences = new ArrayList<>();
        for (JsonNode found : answer.path("differences")) {
            differences.add(new Difference(
                    Kind.VERIFY,
                    found.path("document_id").asText(),
                    found.path("kind").asText() + ": " + found.path("detail").asText()));
        }
        if (answer.path("in_flight").asInt() > 0) {
            differences.add(
                    new Difference(Kind.VERIFY, "", answer.path("in_flight").asInt() + " documents are in flight"));
        }
        return differences;
    }
}
