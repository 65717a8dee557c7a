package dev.millrace.search;

import dev.millrace.search.PassageIndex.Question;
import java.util.ArrayList;
import java.util.List;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch._types.query_dsl.TextQueryType;

/** The queries of the two arms, each within the scope of the question. */
final class ArmQueries {

    /**
     * The graph of vectors is searched for this many at least, whatever is wanted of them: a search for fewer misses some of
     * the nearest.
     */
    private static final int LEAST_NEIGHBOURS = 400;

    private final SearchConfig.Boosts boosts;
    private final ScopeQueries scopes;

    ArmQueries(SearchConfig.Boosts boosts, ScopeQueries scopes) {
        this.boosts = boosts;
        this.scopes = scopes;
    }

    Query of(Arm arm, Question question) {
        return switch (arm) {
            case LEXICAL -> lexical(question);
            case SEMANTIC -> semantic(question);
        };
    }

    private Query lexical(Question question) {
        Query words = Query.of(query -> query.multiMatch(match -> match.query(LeadingWords.of(question.query()))
                .fields(boosted())
                .type(TextQueryType.BestFields)
                .tieBreaker((float) boosts.tieBreaker())));
        return Query.of(query -> query.bool(bool -> bool.must(words).filter(scopes.of(question.scope()))));
    }

    /** The scope is part of the k-NN query, so that it narrows the search instead of thinning out its result. */
    private Query semantic(Question question) {
        Query within = Query.of(query -> query.bool(bool -> bool.filter(scopes.of(question.scope()))));
        return Query.of(query -> query.knn(knn -> knn.field("embedding")
                .vector(question.vector())
                .k(Math.max(question.depth(), LEAST_NEIGHBOURS))
                .filter(within)));
    }

    private List<String> boosted() {
        List<String> fields = new ArrayList<>();
        add(fields, "text", boosts.text());
        add(fields, "title", boosts.title());
        add(fields, "heading_path", boosts.headingPath());
        add(fields, "filename.text", boosts.filename());
        return fields;
    }

    private static void add(List<String> fields, String field, double boost) {
        if (boost > 0) {
            fields.add(field + "^" + boost);
        }
    }
}
