package dev.millrace.index;

import java.io.IOException;
import java.util.Map;

/** Refreshes the index that is written to. */
final class OpenSearchRefresh implements Refresher.Refresh {

    private final OpenSearchCalls calls;
    private final String path;

    OpenSearchRefresh(OpenSearchCalls calls, IndexNames names) {
        this.calls = calls;
        this.path = "/" + names.writeAlias() + "/_refresh";
    }

    @Override
    public void run() throws IOException, InterruptedException {
        OpenSearchCalls.Answer answer = calls.once(OpenSearchCalls.post(path, Map.of(), null));
        if (answer.status() != 200) {
            throw new IOException(answer.status() + " " + answer.error().withoutContent());
        }
    }
}
