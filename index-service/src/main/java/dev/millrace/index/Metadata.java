package dev.millrace.index;

import java.util.Map;
import java.util.TreeMap;

/** Metadata within the bounds of OpenSearch: one value beyond them would cost the whole passage. */
final class Metadata {

    /** A term is at most 32766 bytes, and a char at most three of them; name and value are one term. */
    static final int LONGEST_VALUE = 8000;

    static final int LONGEST_NAME = 1000;

    private Metadata() {}

    /** Without nameless and over-long names, and with long values cut. */
    static Map<String, String> bounded(Map<String, String> metadata) {
        Map<String, String> bounded = new TreeMap<>();
        metadata.forEach((name, value) -> {
            if (!name.isBlank() && name.length() <= LONGEST_NAME) {
                bounded.put(name, cut(value));
            }
        });
        return bounded;
    }

    private static String cut(String value) {
        if (value.length() <= LONGEST_VALUE) {
            return value;
        }
        boolean insidePair = Character.isHighSurrogate(value.charAt(LONGEST_VALUE - 1));
        return value.substring(0, insidePair ? LONGEST_VALUE - 1 : LONGEST_VALUE);
    }
}
