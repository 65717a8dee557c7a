package dev.millrace.index;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** OpenSearch's answer to one entry of a bulk request. */
@JsonIgnoreProperties(ignoreUnknown = true)
record BulkItem(int status, @Nullable ErrorCause error) {

    ErrorCause cause() {
        return error == null ? ErrorCause.UNKNOWN : error;
    }
}
