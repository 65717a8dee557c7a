package dev.millrace.ingest;

/** A documents topic whose id a test can change. */
final class FakeDocumentsTopic implements DocumentsTopic {

    /** What the brokers say. */
    String present = "topic-1";

    int partitions = 1;

    private String known = present;

    @Override
    public String id() {
        return known;
    }

    @Override
    public void refresh() {
        known = present;
    }

    @Override
    public int partitions() {
        return partitions;
    }
}
