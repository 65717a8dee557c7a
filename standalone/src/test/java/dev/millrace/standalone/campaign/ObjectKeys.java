package dev.millrace.standalone.campaign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Keys of objects, many of which encodings, file systems and XML trip over: all of them are different objects. */
final class ObjectKeys {

    /** What many keys begin with: twins of each other, once something decodes, encodes or normalizes them. */
    private static final List<String> STEMS = List.of(
            "plain",
            "a+b",
            "a%2Fb",
            "a%2fb",
            "a b",
            "a%20b",
            "a/b",
            "nfc-\u00e9",
            "nfd-e\u0301",
            "percent-%",
            "question?query=1#fragment",
            "quote\"<&>'",
            "emoji-\uD83D\uDE00");

    /**
     * Once each. More with control characters than this one would stand at the end of a page of a listing some time, where
     * s3proxy fails: it writes the key into its XML as the continuation.
     */
    private static final List<String> LONG_AND_ODD = List.of(
            "x".repeat(1024),
            "\u00e9".repeat(512),
            "control-\u0001\t\n\r\u007f",
            "../up",
            "dir/../up",
            "./here",
            "a//b",
            "/a",
            "trailing/");

    /** To be tried before: a server may refuse some, or take them for others. */
    static final List<String> TRIALS =
            Stream.concat(STEMS.stream(), LONG_AND_ODD.stream()).toList();

    private ObjectKeys() {}

    /**
     * In an order that the random numbers decide.
     *
     * @param taken those of the trials that the server takes
     */
    static List<String> of(Random random, List<String> taken, int number) {
        List<String> keys =
                new ArrayList<>(LONG_AND_ODD.stream().filter(taken::contains).toList());
        List<String> stems = STEMS.stream().filter(taken::contains).toList();
        for (int i = 0; keys.size() < number; i++) {
            keys.add(stems.get(i % stems.size()) + i / stems.size());
        }
        Collections.shuffle(keys, random);
        return keys;
    }
}
