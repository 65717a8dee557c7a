package dev.millrace.ingest.source.bucket;

import dev.millrace.ingest.source.Place;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes clients for any server that speaks S3. Credentials come from the AWS default chain and from nowhere else. */
final class S3Clients {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Between two packets, not for a whole object. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int MOST_CONNECTIONS = 64;
    private static final int TRIES = 3;

    private S3Clients() {}

    static S3Client open(Place.Bucket bucket) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE)
                        .connectionAcquisitionTimeout(SILENCE)
                        .maxConnections(MOST_CONNECTIONS))
                .overrideConfiguration(
                        client -> client.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(TRIES)
                                .build()))
                .forcePathStyle(bucket.pathStyle())
                // Checksums that newer clients add and other servers do not understand.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        bucket.region().ifPresent(region -> builder.region(Region.of(region)));
        bucket.endpoint()
                .ifPresentOrElse(
                        endpoint -> {
                            builder.endpointOverride(endpoint);
                            if (bucket.region().isEmpty()) {
                                builder.region(regionOfEnvironment());
                            }
                        },
                        () -> builder.crossRegionAccessEnabled(true));
        return builder.build();
    }

    /** Servers other than AWS mostly do not mind, so there must not be one. */
    private static Region regionOfEnvironment() {
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion();
        } catch (SdkClientException e) {
            return Region.US_EAST_1;
        }
    }
}
