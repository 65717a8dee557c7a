package dev.millrace.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.evaluation.beir.BeirDocument;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells whether a kept index holds a collection, cut as it is to be cut now. */
final class CollectionFingerprint {

    private CollectionFingerprint() {}

    static String of(List<BeirDocument> documents, Map<String, String> overrides) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(new TreeMap<>(overrides).toString().getBytes(UTF_8));
            for (BeirDocument document : documents) {
                digest.update((document.id() + "\0" + document.content() + "\0").getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
