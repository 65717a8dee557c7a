package dev.millrace.core.config;

/** A setting that can't be used. The message names the key, where its value came from, and what would be right. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
