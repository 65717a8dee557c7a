package dev.millrace.standalone.campaign;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects of a watched bucket. */
final class BucketSource implements Source {

    private final S3Client client;

    /**
     * @param client closed with this
     */
    BucketSource(S3Client client) {
        this.client = client;
    }

    @Override
    public void put(String name, byte[] content) {
        client.putObject(request -> request.bucket(BucketServer.BUCKET).key(name), RequestBody.fromBytes(content));
    }

    @Override
    public void delete(String name) {
        client.deleteObject(request -> request.bucket(BucketServer.BUCKET).key(name));
    }

    @Override
    public void rename(String from, String to) {
        put(to, content(from));
        delete(from);
    }

    @Override
    public void touch(String name) {
        repeat(name);
    }

    @Override
    public void repeat(String name) {
        put(name, content(name));
    }

    /** An object has no past. */
    @Override
    public void late(String name) {
        repeat(name);
    }

    @Override
    public void close() {
        client.close();
    }

    private byte[] content(String name) {
        return client.getObjectAsBytes(
                        request -> request.bucket(BucketServer.BUCKET).key(name))
                .asByteArray();
    }
}
