package dev.millrace.search;

import java.util.List;

/**
 * Reads {@code field:value}, {@code field:beginning*}, {@code field>=value} and the like. In quotes the value is taken as
 * it is, and a backslash takes the next character as it is.
 */
final class FilterParser {

    /** The longer signs first. */
    private static final List<Relation> RANGES =
            List.of(Relation.AT_LEAST, Relation.AT_MOST, Relation.MORE, Relation.LESS);

    private FilterParser() {}

    static Filter parse(String text) {
        int sign = firstSign(text);
        if (sign < 1) {
            throw RequestRejectedException.bad(
                    "A filter is written field:value, such as media_type:application/pdf, field:beginning* or field>=3");
        }
        String field = text.substring(0, sign).strip();
        FilterField kind = FilterField.of(field)
                .orElseThrow(() -> RequestRejectedException.bad("There is no filter for the field \""
                        + Messages.shortened(field) + "\": use one of " + FilterField.names()));
        Relation relation = relation(text, sign);
        String written = text.substring(sign + relation.written().length()).strip();
        return relation.isRange() ? range(field, kind, relation, written) : equality(field, kind, written);
    }

    private static int firstSign(String text) {
        int at = 0;
        while (at < text.length() && ":<>".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at == text.length() ? -1 : at;
    }

    private static Relation relation(String text, int sign) {
        return RANGES.stream()
                .filter(range -> text.startsWith(range.written(), sign))
                .findFirst()
                .orElse(Relation.EQUAL);
    }

    private static Filter range(String field, FilterField kind, Relation relation, String written) {
        if (kind == FilterField.KEYWORD) {
            throw RequestRejectedException.bad("The field " + field + " holds words, which can't be compared by "
                    + relation.written() + ": write " + field + ":value or " + field + ":beginning*");
        }
        return checked(field, kind, relation, unquoted(field, written));
    }

    private static Filter equality(String field, FilterField kind, String written) {
        boolean prefix = kind == FilterField.KEYWORD && !written.startsWith("\"") && written.endsWith("*");
        return prefix
                ? checked(field, kind, Relation.PREFIX, written.substring(0, written.length() - 1))
                : checked(field, kind, Relation.EQUAL, unquoted(field, written));
    }

    private static Filter checked(String field, FilterField kind, Relation relation, String value) {
        if (!kind.fits(value)) {
            throw RequestRejectedException.bad("The filter for " + field + " takes " + kind.fitting() + ", not \""
                    + Messages.shortened(value) + "\"");
        }
        return new Filter(field, kind, relation, value);
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
