package dev.millrace.ingest.source.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A bucket whose objects are documents. A document's id is {@code <name>:<key>}, the key exactly as it is; its address is
 * {@code s3://bucket/key}, in which all bytes of the key but unreserved ASCII characters and slashes are percent-encoded.
 */
public record BucketSource(String name, String bucket, String prefix) {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String UNRESERVED = "-._~/";

    public String documentId(String key) {
        return name + ":" + key;
    }

    /** The key of a document of this source. */
    public String key(String documentId) {
        return documentId.substring(name.length() + 1);
    }

    /** The address of a document of this source. */
    public URI uri(String documentId) {
        StringBuilder uri = new StringBuilder("s3://").append(bucket).append('/');
        for (byte unit : key(documentId).getBytes(UTF_8)) {
            if (unit > 0 && (Character.isLetterOrDigit(unit) || UNRESERVED.indexOf(unit) >= 0)) {
                uri.append((char) unit);
            } else {
                uri.append('%').append(HEX.toHexDigits(unit));
            }
        }
        return URI.create(uri.toString());
    }

    /** The key that an address names; empty when it is none of this source. */
    public Optional<String> key(URI uri) {
        String path = uri.getRawPath();
        if (!"s3".equals(uri.getScheme())
                || !bucket.equals(uri.getRawAuthority())
                || path == null
                || path.length() < 2
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            return Optional.empty();
        }
        return decoded(path.substring(1)).filter(key -> key.startsWith(prefix));
    }

    private static Optional<String> decoded(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%') { // two digits follow, else it were no URI
                bytes.write(HexFormat.fromHexDigits(path, i + 1, i + 3));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(path.charAt(i)).getBytes(UTF_8));
            }
        }
        try {
            return Optional.of(UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
