package dev.millrace.standalone.campaign;

import java.util.Locale;

/** Something that people do to their documents, or that goes twice or late through the topics. */
public sealed interface Operation extends Action {

    /** Why a document has a new text. */
    enum Change {
        CREATE,
        EDIT,
        SHRINK,
        GROW,
        RECREATE;

        private String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The document has this text from now on. */
    record Put(Document document, Text text, Change change) implements Operation {

        @Override
        public String kind() {
            return change.tag();
        }
    }

    /** The document is called something else from now on. */
    record Rename(Document from, Document to) implements Operation {

        @Override
        public String kind() {
            return "rename";
        }
    }

    record Delete(Document document) implements Operation {

        @Override
        public String kind() {
            return "delete";
        }
    }

    /** A file gets a new time and nothing else. */
    record Touch(Document document) implements Operation {

        @Override
        public String kind() {
            return "touch";
        }
    }

    /** The very same bytes once more. */
    record Repeat(Document document) implements Operation {

        @Override
        public String kind() {
            return "repeat";
        }
    }

    /** Bytes that no parser can read: a dead letter, and the last good text stays. */
    record Corrupt(Document document, long seed) implements Operation {

        @Override
        public String kind() {
            return "corrupt";
        }
    }

    /** The document's first record is processed again, in its old place: it must be refused. */
    record Late(Document document) implements Operation {

        @Override
        public String kind() {
            return "late";
        }
    }

    /** Records of both chunk topics are written once more, in another order. */
    record Reorder(long seed, int records) implements Operation {

        @Override
        public String kind() {
            return "reorder";
        }
    }
}
