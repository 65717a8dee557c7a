package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MiniLmModelTest {
    @Test
    void theModelIdNamesTheWeightsOnTheClassPath() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (InputStream weights = new DigestInputStream(MiniLmModel.open(MiniLmModel.WEIGHTS), sha256)) {
            assertThat(weights.transferTo(OutputStream.nullOutputStream())).isEqualTo(MiniLmModel.WEIGHTS_BYTES);
        }
        String hash = HexFormat.of().formatHex(sha256.digest());
        assertThat(hash).isEqualTo(MiniLmModel.WEIGHTS_SHA256);
        assertThat(MiniLmModel.ID).hasToString("all-minilm-l6-v2:float32:" + hash.substring(0, 12));
    }
}
