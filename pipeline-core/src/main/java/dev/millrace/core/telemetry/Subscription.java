package dev.millrace.core.telemetry;

/** A consumer group's reading of a topic: what lag is measured of. */
public record Subscription(String topic, String group) {}
