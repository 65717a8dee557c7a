package dev.millrace.index;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.opensearch.client.opensearch.generic.Body;

/** Sends bulk requests through the write alias, and only there: a missing alias never becomes an index of that name. */
final class OpenSearchBulkClient implements BulkClient {

    private static final Map<String, String> QUERY =
            Map.of("require_alias", "true", "filter_path", "items.*.status,items.*.error.type,items.*.error.reason");

    private final OpenSearchCalls calls;
    private final String path;

    OpenSearchBulkClient(OpenSearchCalls calls, IndexNames names) {
        this.calls = calls;
        this.path = "/" + names.writeAlias() + "/_bulk";
    }

    @Override
    public BulkAnswer send(List<BulkOperation> operations) throws InterruptedException {
        ByteArrayOutputStream request = new ByteArrayOutputStream(
                operations.stream().mapToInt(BulkOperation::size).sum());
        operations.forEach(operation -> operation.writeTo(request));
        Body body = Body.from(request.toByteArray(), "application/x-ndjson");
        try {
            OpenSearchCalls.Answer answer = calls.once(OpenSearchCalls.post(path, QUERY, body));
            return BulkAnswer.read(answer.status(), answer.body());
        } catch (IOException e) {
            return new BulkAnswer.Unavailable(String.valueOf(e.getMessage()));
        }
    }
}
