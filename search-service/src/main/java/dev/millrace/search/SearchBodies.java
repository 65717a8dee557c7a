package dev.millrace.search;

import dev.millrace.search.PassageIndex.Question;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.FieldAndFormat;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.msearch.MultisearchBody;
import org.opensearch.client.opensearch.core.msearch.RequestItem;
import org.opensearch.client.opensearch.core.search.Highlight;
import org.opensearch.client.opensearch.core.search.HighlighterEncoder;
import org.opensearch.client.opensearch.core.search.HighlighterOrder;

/**
 * The requests that go to OpenSearch. Finding fetches names alone, from the columns, as each stored document that is
 * opened costs more than to find it; texts are fetched, and words marked, only of what is shown. Without the index there is nothing to find, which is no failure: it comes with the first document.
 */
final class SearchBodies {

    static final String DOCUMENT_ID = "document_id";
    static final String CHUNK_ID = "chunk_id";

    /** Opens no stored document. */
    private static final String NOTHING_STORED = "_none_";

    private static final int FRAGMENTS = 3;
    private static final int FRAGMENT_CHARS = 180;

    private final String alias;
    private final ArmQueries arms;
    private final ScopeQueries scopes;

    SearchBodies(String alias, ArmQueries arms, ScopeQueries scopes) {
        this.alias = alias;
        this.arms = arms;
        this.scopes = scopes;
    }

    /** One arm of the question. */
    RequestItem arm(Arm arm, Question question) {
        MultisearchBody body = new MultisearchBody.Builder()
                .query(arms.of(arm, question))
                .size(question.depth())
                .trackTotalHits(hits -> hits.enabled(false))
                .source(source -> source.fetch(false))
                .storedFields(NOTHING_STORED)
                .docvalueFields(names())
                .build();
        return RequestItem.of(item -> item.header(header -> header.index(alias).ignoreUnavailable(true))
                .body(body));
    }

    /** Both arms, to be fused by the search pipeline that index-service installed. */
    SearchRequest hybrid(Question question) {
        Query both = Query.of(query ->
                query.hybrid(hybrid -> hybrid.queries(arms.of(Arm.LEXICAL, question), arms.of(Arm.SEMANTIC, question))
                        .paginationDepth(question.depth())));
        return SearchRequest.of(search -> search.index(alias)
                .ignoreUnavailable(true)
                .searchPipeline(question.fusion().name().pipeline(alias))
                .query(both)
                .size(2 * question.depth())
                .trackTotalHits(hits -> hits.enabled(false))
                .source(source -> source.fetch(false))
                .docvalueFields(names()));
    }

    private static List<FieldAndFormat> names() {
        return List.of(
                FieldAndFormat.of(field -> field.field(CHUNK_ID)),
                FieldAndFormat.of(field -> field.field(DOCUMENT_ID)));
    }

    /** What is shown of these passages. */
    SearchRequest passages(Collection<String> chunkIds, @Nullable String highlighted, Scope scope) {
        Query named = Query.of(query -> query.ids(ids -> ids.values(List.copyOf(chunkIds))));
        SearchRequest.Builder request = new SearchRequest.Builder()
                .index(alias)
                .ignoreUnavailable(true)
                .query(query -> query.bool(bool -> bool.filter(named).filter(scopes.of(scope))))
                .size(chunkIds.size())
                .trackTotalHits(hits -> hits.enabled(false))
                .source(source -> source.filter(filter -> filter.includes(Passage.FIELDS)));
        return highlighted == null
                ? request.build()
                : request.highlight(highlight(highlighted)).build();
    }

    /** Those near these passages, and they themselves. */
    SearchRequest neighbours(Collection<Passage> hits, int places, Scope scope) {
        List<Query> near = hits.stream().map(hit -> near(hit, places)).toList();
        return SearchRequest.of(search -> search.index(alias)
                .ignoreUnavailable(true)
                .query(query -> query.bool(
                        bool -> bool.filter(scopes.of(scope)).should(near).minimumShouldMatch("1")))
                .size(near.size() * (2 * places + 1))
                .sort(sort -> sort.field(field -> field.field("revision").order(SortOrder.Desc)))
                .trackTotalHits(found -> found.enabled(false))
                .source(source -> source.filter(filter -> filter.includes(Neighbour.FIELDS))));
    }

    private static Query near(Passage hit, int places) {
        int at = hit.ordinal() == null ? 0 : hit.ordinal();
        Query document =
                Query.of(query -> query.term(term -> term.field(DOCUMENT_ID).value(FieldValue.of(hit.documentId()))));
        Query around = Query.of(query -> query.range(
                range -> range.field("ordinal").gte(JsonData.of(at - places)).lte(JsonData.of(at + places))));
        return Query.of(query -> query.bool(bool -> bool.filter(document, around)));
    }

    /** Marks the question's words, also in passages that were found by meaning. */
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
