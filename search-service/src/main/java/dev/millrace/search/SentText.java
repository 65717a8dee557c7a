package dev.millrace.search;

import static dev.millrace.search.RequestRejectedException.bad;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Refuses what is no text: who sends it would else be given the answer to a question that nobody asked. */
final class SentText {

    private static final int HEX = 16;

    private SentText() {}

    /**
     * Decoding puts a sign of replacement where bytes are no text, so only what was sent tells.
     *
     * @param query of an address
     */
    static void checkQuery(String query) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(query)));
        } catch (CharacterCodingException e) {
            throw bad("The address holds bytes that are no text: send it as UTF-8, with an é written as %C3%A9");
        }
    }

    /**
     * @param name of the field or parameter
     */
    static String checked(String name, String text) {
        if (text.indexOf('\0') >= 0) {
            throw bad("The " + name + " holds a NUL: leave it out");
        }
        if (!UTF_8.newEncoder().canEncode(text)) {
            throw bad("The " + name + " holds half a character (a lone surrogate): send whole ones");
        }
        return text;
    }

    private static byte[] bytes(String query) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(query.length());
        for (int i = 0; i < query.length(); i++) {
            char sign = query.charAt(i);
            if (sign == '%') {
                bytes.write(HEX * digit(query, i + 1) + digit(query, i + 2));
                i += 2;
            } else if (sign < 128) {
                bytes.write(sign);
            } else {
                throw bad("The address holds letters that are not ASCII: send them as UTF-8, with an é written as"
                        + " %C3%A9 (curl: -G --data-urlencode 'q=…'), or ask with POST and a JSON body");
            }
        }
        return bytes.toByteArray();
    }

    private static int digit(String query, int at) {
        int digit = at < query.length() ? Character.digit(query.charAt(at), HEX) : -1;
        if (digit < 0) {
            throw bad("A % in the address must be followed by two digits, as in %20: write %25 for the sign itself");
        }
        return digit;
    }
}
