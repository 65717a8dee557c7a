package dev.millrace.ingest.source.bucket;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream. */
final class LimitedStream extends FilterInputStream {

    private long left;

    LimitedStream(InputStream input, long limit) {
        super(input);
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int unit = left <= 0 ? -1 : super.read();
        left -= unit < 0 ? 0 : 1;
        return unit;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (left <= 0) {
            return -1;
        }
        int count = super.read(bytes, from, (int) Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }
}
