/** How fast Millrace's parts are beside what people would use instead: alternating rounds, medians of ratios. */
@NullMarked
package dev.millrace.evaluation.speed;

import org.jspecify.annotations.NullMarked;
