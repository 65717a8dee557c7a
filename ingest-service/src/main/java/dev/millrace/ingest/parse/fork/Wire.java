package dev.millrace.ingest.parse.fork;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import org.jspecify.annotations.Nullable;

/** The pieces that requests and answers are made of. */
final class Wire {

    /** Begins every frame: what a parser prints past us looks different. */
    static final int MAGIC = 0x4D70_6172;

    static final int MAX_NAME_BYTES = 64 * 1024;

    private static final int NONE = -1;

    private Wire() {}

    static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(NONE);
            return;
        }
        byte[] bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** A text that may be left out, such as a file name. */
    static @Nullable String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == NONE ? null : text(in, length, MAX_NAME_BYTES);
    }

    static String readRequiredText(DataInputStream in, long maxBytes) throws IOException {
        return text(in, in.readInt(), maxBytes);
    }

    static void writeConstant(DataOutputStream out, Enum<?> constant) throws IOException {
        writeText(out, constant.name());
    }

    static <E extends Enum<E>> E readConstant(DataInputStream in, Class<E> type) throws IOException {
        try {
            return Enum.valueOf(type, readRequiredText(in, MAX_NAME_BYTES));
        } catch (IllegalArgumentException e) {
            throw new StreamCorruptedException("no such " + type.getSimpleName());
        }
    }

    static void expectMagic(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new StreamCorruptedException("something else was printed where a frame should begin");
        }
    }

    /** A length or a number that the other side claims, refused when it can't be. */
    static int checked(int value, int least, long most) throws IOException {
        if (value < least || value > most) {
            throw new StreamCorruptedException(value + " is not between " + least + " and " + most);
        }
        return value;
    }

    private static String text(DataInputStream in, int length, long maxBytes) throws IOException {
        byte[] bytes = in.readNBytes(checked(length, 0, maxBytes));
        if (bytes.length < length) {
            throw new StreamCorruptedException("the frame ended in the middle of a text");
        }
        return new String(bytes, UTF_8);
    }
}
