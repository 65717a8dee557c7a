package dev.millrace.search;

import dev.millrace.search.PassageIndex.Question;
import java.util.ArrayList;
import java.util.List;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.mapping.FieldType;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch._types.query_dsl.TextQueryType;
import org.opensearch.client.opensearch.core.msearch.MultisearchBody;
import org.opensearch.client.opensearch.core.msearch.RequestItem;
import org.opensearch.client.opensearch.core.search.Highlight;
import org.opensearch.client.opensearch.core.search.HighlighterEncoder;
import org.opensearch.client.opensearch.core.search.HighlighterOrder;

/** The queries of the two arms. */
final class ArmQueries {

    private static final int FRAGMENTS = 3;
    private static final int FRAGMENT_CHARS = 180;

    private final String alias;
    private final SearchConfig.Boosts boosts;

    ArmQueries(String alias, SearchConfig.Boosts boosts) {
        this.alias = alias;
        this.boosts = boosts;
    }

    RequestItem item(Arm arm, Question question) {
        Query query = switch (arm) {
            case LEXICAL -> lexical(question);
            case SEMANTIC -> semantic(question);
        };
        // Without the index there is nothing to find, which is no failure: it comes with the first document.
        return RequestItem.of(item -> item.header(header -> header.index(alias).ignoreUnavailable(true))
                .body(body(query, question)));
    }

    private static MultisearchBody body(Query query, Question question) {
        return new MultisearchBody.Builder()
                .query(query)
                .size(question.depth())
                .sort(bestFirst())
                .trackTotalHits(hits -> hits.enabled(false))
                .source(source -> source.filter(filter -> filter.includes(Passage.FIELDS)))
                .highlight(highlight(question.query()))
                .build();
    }

    /** Equal scores stand in the order of chunk ids, so that the same question gets the same answer. */
    private static List<SortOptions> bestFirst() {
        return List.of(
                SortOptions.of(sort -> sort.score(score -> score.order(SortOrder.Desc))),
                SortOptions.of(sort -> sort.field(
                        field -> field.field("chunk_id").order(SortOrder.Asc).unmappedType(FieldType.Keyword))));
    }

    private Query lexical(Question question) {
        Query words = Query.of(query -> query.multiMatch(match -> match.query(LeadingWords.of(question.query()))
                .fields(boosted())
                .type(TextQueryType.BestFields)
                .tieBreaker((float) boosts.tieBreaker())));
        if (question.filters().isEmpty()) {
            return words;
        }
        return Query.of(query -> query.bool(bool -> bool.must(words).filter(terms(question.filters()))));
    }

    /** The filter is part of the k-NN query, so that it narrows the search instead of thinning out its result. */
    private static Query semantic(Question question) {
        return Query.of(query -> query.knn(knn -> {
            knn.field("embedding").vector(question.vector()).k(question.depth());
            if (!question.filters().isEmpty()) {
                knn.filter(filter -> filter.bool(bool -> bool.filter(terms(question.filters()))));
            }
            return knn;
        }));
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

    private static List<Query> terms(List<Filter> filters) {
        return filters.stream()
                .map(filter -> Query.of(
                        query -> query.term(term -> term.field(filter.field()).value(FieldValue.of(filter.value())))))
                .toList();
    }

    /** Both arms mark the question's words, also in passages that were found by meaning. */
    private static Highlight highlight(String question) {
        String leading = LeadingWords.of(question);
        Query words = Query.of(query -> query.match(match -> match.field("text").query(FieldValue.of(leading))));
        return Highlight.of(highlight -> highlight
                .encoder(HighlighterEncoder.Html)
                .preTags("<em>")
                .postTags("</em>")
                .highlightQuery(words)
                .fields(
                        "text",
                        field -> field.numberOfFragments(FRAGMENTS)
                                .fragmentSize(FRAGMENT_CHARS)
                                .order(HighlighterOrder.Score)));
    }
}
