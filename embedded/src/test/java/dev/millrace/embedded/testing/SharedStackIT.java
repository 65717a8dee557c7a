package dev.millrace.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class SharedStackIT {

    @Test
    void bothAnswerAndAreShared() throws Exception {
        TestStack stack = TestStack.shared();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(admin.describeCluster().nodes().get(20, TimeUnit.SECONDS))
                    .hasSize(1);
            HttpRequest request = HttpRequest.newBuilder(stack.openSearchUri()).build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(TestStack.kafka()).isEqualTo(stack.bootstrapServers());
        assertThat(TestStack.openSearch()).isEqualTo(stack.openSearchUri());
    }
}
