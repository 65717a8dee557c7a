package dev.millrace.search;

import java.util.ArrayList;
import java.util.List;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/** Says a scope in OpenSearch's language. */
final class ScopeQueries {

    private static final String ACL = "acl";

    private final MissingAcl missingAcl;

    ScopeQueries(MissingAcl missingAcl) {
        this.missingAcl = missingAcl;
    }

    /** All of which a passage must match; never empty, as who asks always counts. */
    List<Query> of(Scope scope) {
        List<Query> queries = new ArrayList<>();
        scope.filters().forEach(filter -> queries.add(query(filter)));
        queries.add(permitted(scope.principals()));
        return queries;
    }

    /** One who names no principal has none. */
    private Query permitted(List<String> principals) {
        List<FieldValue> values = principals.stream().map(FieldValue::of).toList();
        Query named = Query.of(query -> query.terms(terms -> terms.field(ACL).terms(list -> list.value(values))));
        return switch (missingAcl) {
            case CLOSED -> named;
            case OPEN ->
                principals.isEmpty()
                        ? missing()
                        : Query.of(query ->
                                query.bool(bool -> bool.should(named, missing()).minimumShouldMatch("1")));
        };
    }

    private static Query missing() {
        return Query.of(query -> query.bool(bool -> bool.mustNot(not -> not.exists(exists -> exists.field(ACL)))));
    }

    private static Query query(Filter filter) {
        String field = filter.field();
        String value = filter.value();
        JsonData bound = JsonData.of(value);
        return switch (filter.relation()) {
            case EQUAL -> Query.of(query -> query.term(term -> term.field(field).value(FieldValue.of(value))));
            case PREFIX ->
                Query.of(query -> query.prefix(prefix -> prefix.field(field).value(value)));
            case AT_LEAST ->
                Query.of(query -> query.range(range -> range.field(field).gte(bound)));
            case AT_MOST ->
                Query.of(query -> query.range(range -> range.field(field).lte(bound)));
            case MORE ->
                Query.of(query -> query.range(range -> range.field(field).gt(bound)));
            case LESS ->
                Query.of(query -> query.range(range -> range.field(field).lt(bound)));
        };
    }
}
