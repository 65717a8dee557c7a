package dev.millrace.standalone.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a comparison of all documents gave.
 *
 * @param documents compared
 * @param findings documents that differ, ordered by id
 * @param inFlight documents that the system was still working on when patience ended
 * @param rejected documents whose newest content, or a part of it, is in the dead letters
 * @param kept documents whose last good version stays searchable, since their newest can't be parsed
 * @param orphans documents of the topic, of which it holds nothing any more
 * @param notices sentences on what could not be looked at
 */
public record Verification(
        long documents,
        List<Finding> findings,
        long inFlight,
        long rejected,
        long kept,
        long orphans,
        List<String> notices) {

    public Verification {
        findings = List.copyOf(findings);
        notices = List.copyOf(notices);
    }

    public boolean isClean() {
        return findings.isEmpty();
    }

    public List<Difference> differences() {
        return findings.stream()
                .flatMap(finding -> finding.differences().stream())
                .toList();
    }

    public String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("documents", documents);
        ArrayNode array = json.putArray("differences");
        for (Difference difference : differences()) {
            array.addObject()
                    .put("document_id", difference.documentId())
                    .put("kind", difference.kind().written())
                    .put("detail", difference.detail());
        }
        json.put("in_flight", inFlight)
                .put("dead_letters", rejected)
                .put("kept", kept)
                .put("orphans", orphans);
        ArrayNode sentences = json.putArray("notices");
        notices.forEach(sentences::add);
        return json.toString();
    }
}
