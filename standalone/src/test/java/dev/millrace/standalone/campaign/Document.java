package dev.millrace.standalone.campaign;

/** A document by where it comes in and what it is called there. */
public record Document(Way way, String name) {

    /** How documents come in. */
    public enum Way {
        /** A file of the watched folder. */
        FOLDER("inbox:"),
        /** An object of the watched bucket. */
        BUCKET("bucket:"),
        /** A record of the documents topic. */
        TOPIC("");

        private final String prefix;

        Way(String prefix) {
            this.prefix = prefix;
        }
    }

    /** As the pipeline calls it. */
    public String id() {
        return way.prefix + name;
    }
}
