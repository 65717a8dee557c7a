package dev.millrace.standalone.campaign;

import java.time.Duration;

/**
 * @param at since the begin of the round
 */
public record Step(Duration at, Action action) {}
