package dev.millrace.core.opensearch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.opensearch.client.json.jackson.JacksonJsonpMapper;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/** A client and the connections under it. */
public final class OpenSearchConnection implements AutoCloseable {

    private final OpenSearchTransport transport;
    private final OpenSearchClient client;

    private OpenSearchConnection(OpenSearchTransport transport) {
        this.transport = transport;
        this.client = new OpenSearchClient(transport);
    }

    /** Connects at the first request. */
    public static OpenSearchConnection open(OpenSearchConfig config) {
        HttpHost host = new HttpHost(
                config.url().getScheme(), config.url().getHost(), config.url().getPort());
        ApacheHttpClient5TransportBuilder builder = ApacheHttpClient5TransportBuilder.builder(host)
                .setMapper(new JacksonJsonpMapper(new ObjectMapper()))
                .setRequestConfigCallback(request -> timeouts(request, config))
                .setHttpClientConfigCallback(http -> credentials(http, config, host));
        return new OpenSearchConnection(builder.build());
    }

    public OpenSearchClient client() {
        return client;
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequestConfig.Builder timeouts(RequestConfig.Builder request, OpenSearchConfig config) {
        return request.setResponseTimeout(Timeout.of(config.requestTimeout()));
    }

    private static HttpAsyncClientBuilder credentials(
            HttpAsyncClientBuilder http, OpenSearchConfig config, HttpHost host) {
        config.username().ifPresent(username -> {
            String password = System.getenv().getOrDefault(OpenSearchConfig.PASSWORD_VARIABLE, "");
            BasicCredentialsProvider provider = new BasicCredentialsProvider();
            provider.setCredentials(
                    new AuthScope(host), new UsernamePasswordCredentials(username, password.toCharArray()));
            http.setDefaultCredentialsProvider(provider);
        });
        return http;
    }
}
