package dev.millrace.embedded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HexFormat;

/**
 * Asks a broker for its cluster (DescribeCluster version 0), as a client would. The answer lists a broker only when it
 * is unfenced: before that, topics cannot be created.
 */
final class KafkaProbe {

    private static final int TIMEOUT_MILLIS = 2_000;

    /** api key 60, version 0, correlation id 0, no client id, no tags; no authorized operations, no tags. */
    private static final byte[] REQUEST = HexFormat.ofDelimiter(" ").parseHex("00 3c 00 00 00 00 00 00 ff ff 00 00 00");

    private KafkaProbe() {}

    static boolean isReady(int port) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(Ports.loopback(), port), TIMEOUT_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(REQUEST.length);
            out.write(REQUEST);
            out.flush();
            return listsABroker(new DataInputStream(socket.getInputStream()));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean listsABroker(DataInputStream in) throws IOException {
        in.skipNBytes(Integer.BYTES + Integer.BYTES + 1); // size, correlation id, tags
        in.skipNBytes(Integer.BYTES); // throttle time
        short error = in.readShort();
        skipCompactString(in); // error message
        skipCompactString(in); // cluster id
        in.skipNBytes(Integer.BYTES); // controller id
        int brokersPlusOne = in.readUnsignedByte();
        return error == 0 && brokersPlusOne > 1;
    }

    /** Strings here are shorter than 127 bytes, so that their length is one byte, and 0 for none. */
    private static void skipCompactString(DataInputStream in) throws IOException {
        int lengthPlusOne = in.readUnsignedByte();
        in.skipNBytes(Math.max(0, lengthPlusOne - 1));
    }
}
