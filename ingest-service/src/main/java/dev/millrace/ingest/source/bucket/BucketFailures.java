package dev.millrace.ingest.source.bucket;

import dev.millrace.ingest.source.Place;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says what to mend when a bucket can't be used. */
final class BucketFailures {

    private BucketFailures() {}

    /** None of these says anything about an object: the bucket is to be waited for. */
    static IOException of(String source, Place.Bucket place, SdkException e) {
        if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            Thread.currentThread().interrupt();
            return new InterruptedIOException("interrupted while talking to the bucket");
        }
        String bucket = "the bucket " + place.bucket()
                + place.endpoint().map(endpoint -> " at " + endpoint).orElse("");
        String keys = "ingest.sources." + source + ".";
        String sentence = switch (e) {
            case S3Exception answer -> bucket + " " + answered(answer, keys);
            case SdkClientException none
            when credentialsMissing(none) ->
                bucket + " can't be used without credentials: give them through the AWS default chain, for"
                        + " example AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
            default ->
                bucket + " can't be reached: check " + keys + "endpoint and the network (" + e.getMessage() + ")";
        };
        return new BucketException(sentence, e);
    }

    private static String answered(S3Exception e, String keys) {
        String code = code(e);
        return switch (code) {
            case "NoSuchBucket" -> "does not exist: create it, or mend " + keys + "bucket";
            case "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "ExpiredToken",
                    "InvalidToken",
                    "TokenRefreshRequired" ->
                "refuses the credentials (" + code + "): renew those that the AWS default chain finds";
            case "RequestTimeTooSkewed" -> "refuses the time of this machine: set its clock";
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                "is in another region (" + code + "): mend " + keys + "region";
            default -> {
                if (e.statusCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                    yield "may not be read (" + code + "): allow s3:ListBucket on it and s3:GetObject on its objects";
                }
                yield e.statusCode() == HttpURLConnection.HTTP_NOT_FOUND
                        ? "is not found (" + code + "): create it, or mend " + keys + "bucket and endpoint"
                        : "answers with status " + e.statusCode() + " (" + code + ")";
            }
        };
    }

    /** Empty answers, to HEAD for example, have no code. */
    static String code(S3Exception e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "HTTP " + e.statusCode() : details.errorCode();
    }

    private static boolean credentialsMissing(SdkClientException e) {
        return String.valueOf(e.getMessage()).contains("Unable to load credentials");
    }
}
