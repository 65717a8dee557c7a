package dev.millrace.search;

/** Reads {@code field:value} and {@code field:"value"}; in quotes, a backslash takes the next character as it is. */
final class FilterParser {

    private FilterParser() {}

    static Filter parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw RequestRejectedException.bad("A filter is written field:value, such as media_type:application/pdf");
        }
        String field = text.substring(0, colon).strip();
        FilterField kind = FilterField.of(field)
                .orElseThrow(() -> RequestRejectedException.bad("There is no filter for the field \""
                        + Messages.shortened(field) + "\": use one of " + FilterField.names()));
        String value = unquoted(field, text.substring(colon + 1).strip());
        if (!kind.fits(value)) {
            throw RequestRejectedException.bad("The filter for " + field + " takes " + kind.fitting() + ", not \""
                    + Messages.shortened(value) + "\"");
        }
        return new Filter(field, kind, value);
    }

    private static String unquoted(String field, String value) {
        if (!value.startsWith("\"")) {
            return value;
        }
        StringBuilder plain = new StringBuilder();
        int i = 1;
        while (i < value.length() && value.charAt(i) != '"') {
            if (value.charAt(i) == '\\' && i + 1 < value.length()) {
                i++;
            }
            plain.append(value.charAt(i));
            i++;
        }
        if (i != value.length() - 1) {
            throw RequestRejectedException.bad(
                    "The filter for " + field + " needs one closing quote, at its end: write \\\" for a quote inside");
        }
        return plain.toString();
    }
}
