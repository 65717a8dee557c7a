package dev.millrace.standalone;

/** Text of others on a terminal. */
final class Printable {

    private Printable() {}

    /** Without control characters, which could hide or forge what is printed. */
    static String text(String text) {
        return text.isEmpty() ? "(no document id)" : text.replaceAll("\\p{Cntrl}", "?");
    }
}
