package dev.millrace.core.telemetry;

import java.time.Duration;

/**
 * How far a group is behind its topic.
 *
 * @param records offsets between what the group has committed and the end of the topic
 * @param age of the oldest record that has not been processed; zero when there is none
 */
public record TopicLag(long records, Duration age) {

    public static final TopicLag NONE = new TopicLag(0, Duration.ZERO);
}
