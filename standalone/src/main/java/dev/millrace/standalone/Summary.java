package dev.millrace.standalone;

/** Where a running system is reached, and what can be done next. */
final class Summary {

    private Summary() {}

    static String of(DataFolder folder, SystemState state) {
        String data = DataOption.flag(folder);
        return """

          Search      http://localhost:%1$d/
          Metrics     http://localhost:%1$d/metrics
          Kafka       localhost:%2$d           topic millrace.documents
          OpenSearch  http://localhost:%3$d    index millrace
          Inbox       %4$s
          Data, logs  %5$s

        Next:
          millrace add%6$s FILE|DIR ...       or drop files into the inbox
          millrace search%6$s "some words"    or open the search page
          millrace status%6$s
          millrace down%6$s
        """.formatted(
                state.httpPort(), state.kafkaPort(), state.openSearchPort(), state.inbox(), folder.path(), data);
    }
}
