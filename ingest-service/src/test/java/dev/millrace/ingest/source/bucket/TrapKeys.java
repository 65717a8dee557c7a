package dev.millrace.ingest.source.bucket;

import java.util.List;

/** Keys that encodings, file systems and XML trip over: all of them are different objects. */
final class TrapKeys {

    static final List<String> ALL = List.of(
            "plain.txt",
            "a+b",
            "a%2Fb",
            "a%2fb",
            "a b",
            "a%20b",
            "a/b",
            "a//b",
            "/a",
            "nfc-\u00e9",
            "nfd-e\u0301",
            "control-\u0001\t\n\r\u007f",
            "../up",
            "dir/../up",
            "./here",
            "trailing/",
            "percent-%",
            "question?query=1#fragment",
            "quote\"<&>'",
            "emoji-\uD83D\uDE00",
            "x".repeat(1024));

    private TrapKeys() {}
}
