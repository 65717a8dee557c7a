package dev.millrace.index;

import dev.millrace.core.config.Settings;
import dev.millrace.core.kafka.RetryPause;
import java.time.Duration;

/**
 * Settings of index-service.
 *
 * @param shape of indices that have to be created
 * @param maxPollRecords the most records taken at once
 * @param bulk bounds of what is sent at once
 * @param retry how long to wait while OpenSearch is away
 * @param refresh when written entries are made searchable
 * @param tombstones how long what was removed is remembered
 */
public record IndexConfig(
        Shape shape, int maxPollRecords, Bulk bulk, RetryPause retry, RefreshRule refresh, Tombstones tombstones) {

    /** What shapes a new index and nothing else. */
    public record Shape(
            Words words,
            KnnEngine engine,
            int vectorDimension,
            int m,
            int efConstruction,
            int shards,
            int replicas,
            Duration refreshInterval) {}

    /**
     * How words are found.
     *
     * @param analyzer of text, titles and headings, by its name in OpenSearch
     * @param k1 of BM25: how much a word counts that comes again and again
     * @param b of BM25: how much the length of a passage counts against it
     */
    public record Words(String analyzer, double k1, double b) {}

    /**
     * @param maxActions the most entries in one bulk request
     * @param maxBytes the most bytes in one; a single larger entry still goes, alone
     * @param maxConcurrency the most requests under way at once
     */
    public record Bulk(int maxActions, long maxBytes, int maxConcurrency) {}

    /**
     * @param kept how long a tombstone stays; a record that comes later than this could bring its passage back
     * @param sweepInterval time between two sweeps of those that are older
     * @param maxDeletes the most that one sweep deletes
     */
    public record Tombstones(Duration kept, Duration sweepInterval, int maxDeletes) {}

    private static final int LARGEST_DIMENSION = 16_000;

    public static IndexConfig from(Settings settings) {
        Settings index = settings.at("index");
        int maxPollRecords = index.integer("max-poll-records", 1, 100_000);
        return new IndexConfig(
                shape(index),
                maxPollRecords,
                bulk(index),
                retry(index),
                refresh(index, maxPollRecords),
                tombstones(index));
    }

    private static Tombstones tombstones(Settings index) {
        return new Tombstones(
                index.duration("tombstones.kept"),
                index.duration("tombstones.sweep-interval"),
                index.integer("tombstones.sweep-most", 1, 1_000_000));
    }

    private static Shape shape(Settings index) {
        return new Shape(
                words(index),
                index.choice("engine", KnnEngine.class),
                index.integer("vector-dimension", 1, LARGEST_DIMENSION),
                index.integer("hnsw.m", 2, 100),
                index.integer("hnsw.ef-construction", 2, 10_000),
                index.integer("shards", 1, 1024),
                index.integer("replicas", 0, 100),
                index.duration("refresh.interval"));
    }

    private static Words words(Settings index) {
        String analyzer = index.string("analyzer");
        if (!analyzer.matches("[a-z][a-z0-9_]{0,63}")) {
            throw index.invalid(
                    "analyzer", "must be the name of an analyzer of OpenSearch, such as english or standard");
        }
        return new Words(analyzer, index.number("bm25.k1", 0, 100), index.number("bm25.b", 0, 1));
    }

    private static Bulk bulk(Settings index) {
        return new Bulk(
                index.integer("bulk.max-actions", 1, 100_000),
                index.bytes("bulk.max-size"),
                index.integer("bulk.max-concurrency", 1, 64));
    }

    private static RetryPause retry(Settings index) {
        Duration first = index.duration("retry.first-pause");
        Duration longest = index.duration("retry.longest-pause");
        if (longest.compareTo(first) < 0) {
            throw index.invalid("retry.longest-pause", "must not be shorter than retry.first-pause");
        }
        return new RetryPause(first, longest);
    }

    private static RefreshRule refresh(Settings index, int maxPollRecords) {
        Duration apart = index.duration("refresh.apart");
        Duration underLoad = index.duration("refresh.under-load");
        if (underLoad.compareTo(apart) < 0) {
            throw index.invalid("refresh.under-load", "must not be shorter than refresh.apart");
        }
        return new RefreshRule(apart, underLoad, maxPollRecords);
    }
}
