package dev.millrace.embedded;

import java.lang.module.ModuleDescriptor.Version;

/**
 * What wrote one node's data.
 *
 * @param layout which files and folders a data directory has; grows by one with each change that old code cannot read
 * @param version of Kafka or OpenSearch
 */
record DataFormat(int layout, String version) {

    static final int CURRENT_LAYOUT = 1;

    enum Verdict {
        USABLE,
        TOO_OLD,
        TOO_NEW
    }

    /** Whether a node of {@code mine} can take over this data: from its own major version or the one before it. */
    Verdict readBy(DataFormat mine) {
        if (layout != mine.layout) {
            return layout < mine.layout ? Verdict.TOO_OLD : Verdict.TOO_NEW;
        }
        if (Version.parse(version).compareTo(Version.parse(mine.version)) > 0) {
            return Verdict.TOO_NEW;
        }
        return major(version) < major(mine.version) - 1 ? Verdict.TOO_OLD : Verdict.USABLE;
    }

    private static int major(String version) {
        return Integer.parseInt(version.split("\\.", 2)[0]);
    }
}
