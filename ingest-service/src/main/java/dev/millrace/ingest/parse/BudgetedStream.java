package dev.millrace.ingest.parse;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read of an embedded document, which may be much larger unpacked than the file that holds it. */
final class BudgetedStream extends FilterInputStream {

    private static final int SKIP_BUFFER = 8192;

    private final ParseBudget budget;

    BudgetedStream(InputStream input, ParseBudget budget) {
        super(input);
        this.budget = budget;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    /** Reads, for what is skipped has to be unpacked too. */
    @Override
    public long skip(long bytes) throws IOException {
        int read = read(new byte[Math.clamp(bytes, 0, SKIP_BUFFER)]);
        return Math.max(0, read);
    }

    private void count(int bytes) throws IOException {
        try {
            budget.readEmbedded(bytes);
        } catch (LimitExceeded e) {
            throw new IOException(e);
        }
    }
}
