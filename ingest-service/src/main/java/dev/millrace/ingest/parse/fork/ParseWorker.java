package dev.millrace.ingest.parse.fork;

import dev.millrace.ingest.parse.ParseRequest;
import dev.millrace.ingest.parse.ParserConfig;
import dev.millrace.ingest.parse.TikaParser;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.SynchronousQueue;

/**
 * The child's main: parses one document after the other, as asked on standard input, and answers on standard output.
 * It ends when standard input does, and so with its parent, however that ends.
 */
public final class ParseWorker {

    private static final int BUFFER = 64 * 1024;
    private static final int FAILED = 70;
    /** Most documents need less. */
    private static final long ORDINARY_HEAP_BYTES = 128L * 1024 * 1024;

    private static final long STACK_BYTES = 2L * 1024 * 1024;
    private static final String WARM_UP = "/dev/millrace/ingest/warm-up.pdf";

    private final DataOutputStream answers;
    private final TikaParser parser;
    private final Path folder;
    private final SynchronousQueue<ParseRequest> requests = new SynchronousQueue<>();

    private ParseWorker(DataOutputStream answers, TikaParser parser, Path folder) {
        this.answers = answers;
        this.parser = parser;
        this.folder = folder;
    }

    /** @param args the limits of {@link ParserConfig}, as {@link #arguments} writes them */
    public static void main(String[] args) {
        DataInputStream input =
                new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER));
        DataOutputStream output =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER));
        PrintStream errors = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
        Path folder = Path.of("").toAbsolutePath();
        try {
            Lockdown.apply();
            TikaParser parser = new TikaParser(config(args));
            ParseWorker worker = new ParseWorker(output, parser, folder);
            worker.warmUp();
            Thread.ofPlatform().name("parse").stackSize(STACK_BYTES).start(worker::answerRequests);
            output.writeInt(Wire.MAGIC);
            output.flush();
            worker.readRequests(input);
        } catch (IOException | RuntimeException | LinkageError e) {
            errors.println("the parser's process can't be used: " + e); // nothing of a document is known here yet
            Runtime.getRuntime().halt(FAILED);
        }
    }

    /** What main is to be called with. */
    static String[] arguments(ParserConfig config) {
        return new String[] {
            Integer.toString(config.maxTextChars()),
            Integer.toString(config.maxEmbeddedDepth()),
            Integer.toString(config.maxEmbeddedCount()),
            Long.toString(config.maxEmbeddedBytes())
        };
    }

    private static ParserConfig config(String[] args) {
        return new ParserConfig(
                ParserConfig.DEFAULTS.deadline(), // kept by the parent
                Integer.parseInt(args[0]),
                Integer.parseInt(args[1]),
                Integer.parseInt(args[2]),
                Long.parseLong(args[3]));
    }

    /** So that the first document does not pay for the loading of the parsers. */
    private void warmUp() throws IOException {
        try (InputStream document = ParseWorker.class.getResourceAsStream(WARM_UP)) {
            if (document != null) {
                parser.parse(ParseRequest.of(document.readAllBytes(), null, null));
            }
        }
    }

    /** Always reads, to notice at once when the parent is gone. */
    private void readRequests(DataInputStream input) {
        try {
            while (true) {
                requests.put(RequestCodec.read(input, folder.resolve("document")));
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            Folders.deleteQuietly(folder);
            Runtime.getRuntime().halt(0);
        }
    }

    private void answerRequests() {
        try {
            while (true) {
                AnswerCodec.write(answers, answer(requests.take()));
                Folders.clearQuietly(folder);
                giveBackMemory();
            }
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            Runtime.getRuntime().halt(FAILED);
        }
    }

    /** A large document leaves a large heap that is empty: the system gets it back, while nobody waits for an answer. */
    private static void giveBackMemory() {
        if (Runtime.getRuntime().totalMemory() > ORDINARY_HEAP_BYTES) {
            System.gc();
        }
    }

    private Answer answer(ParseRequest request) {
        try {
            return new Answer.Done(parser.parse(request));
        } catch (IOException e) {
            return new Answer.Trouble(e.getMessage() + ": " + root(e).getClass().getSimpleName());
        }
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
