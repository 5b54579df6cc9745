package dev.weft.crd.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the operator tells about a resource, the same for every kind. */
final class StatusSchema {

    private static final int WORD = 316;
    private static final int SENTENCES = 32_768;

    private StatusSchema() {}

    static Map<String, Object> schema() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("observedGeneration", generation("The metadata.generation that the rest of the status is about."));
        fields.put("conditions", conditions());
        fields.put("revision", Schemas.text(WORD, "Digest of the documents of the fleet that are in force."));
        fields.put("plan", plan());
        fields.put("externalId", Schemas.text(WORD, "The id that the master gave the object."));
        fields.put("nodes", Schemas.text(WORD, "How far its nodes are, as in '99/100 applied, 1 offline'."));
        fields.put("lastAppliedTime", time("When something was changed on the fabric for it last."));
        fields.put("lastAppliedRevision", Schemas.text(WORD, "The commit whose documents are in force."));
        fields.put("lastAttemptedRevision", Schemas.text(WORD, "The commit that was looked at last."));
        fields.put("history", history());
        fields.put("partlyApplied", partlyApplied());
        return Schemas.object(fields, List.of(), "What became of it; written by the operator.");
    }

    private static Map<String, Object> plan() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("hash", Schemas.text(WORD, "By which it is approved: annotation weft.dev/approve."));
        fields.put("summary", Schemas.text(SENTENCES, "What it does, in words, and whom it disturbs."));
        fields.put("state", Schemas.text(WORD, "Applied, Failed or AwaitingApproval."));
        return Schemas.object(fields, List.of(), "The plan that was carried out last, or waits for an approval.");
    }

    private static Map<String, Object> history() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("revision", Schemas.text(WORD, "Hash of the commit."));
        fields.put("subject", Schemas.text(1024, "First line of its message."));
        fields.put("signer", Schemas.text(1024, "Who signed it."));
        fields.put("time", time("When it was applied."));
        fields.put("from", Schemas.text(4096, "The repository, the branch and the folder."));
        fields.put("documents", Schemas.of("integer", "How many documents it has."));
        fields.put("changed", Schemas.of("integer", "How many resources it changed."));
        fields.put("deleted", Schemas.of("integer", "How many resources it deleted."));
        Map<String, Object> list = Schemas.of("array", "Commits that were applied, the newest last.");
        list.put("maxItems", 10L);
        list.put("items", Schemas.object(fields, List.of("revision", "time", "from"), ""));
        return list;
    }

    private static Map<String, Object> partlyApplied() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("revision", Schemas.text(WORD, "Hash of the commit."));
        fields.put("applied", Schemas.of("integer", "Of how many resources it is in force."));
        fields.put("resources", Schemas.of("integer", "How many resources it has."));
        Map<String, Object> missing = Schemas.of("array", "The first five of which it is not.");
        missing.put("maxItems", 5L);
        missing.put("items", Schemas.text(WORD, ""));
        fields.put("missing", missing);
        return Schemas.object(
                fields,
                List.of("revision", "applied", "resources"),
                "The commit that is in force for a part of the resources only: applying it did not come to its end.");
    }

    private static Map<String, Object> conditions() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "type",
                Schemas.text(
                        WORD,
                        "Ready, Synced, Online, Reconciling, Stalled, Drifted, Paused, DeletionHeld or DeletionBlocked."));
        Map<String, Object> status = Schemas.text(7, "Whether it holds.");
        status.put("enum", List.of("True", "False", "Unknown"));
        fields.put("status", status);
        fields.put("observedGeneration", generation("The metadata.generation that it was found for."));
        fields.put("lastTransitionTime", time("Since when the status is as it is."));
        fields.put("reason", Schemas.text(1024, "Why, in one word."));
        fields.put("message", Schemas.text(SENTENCES, "Why, in plain words, and what to do."));
        Map<String, Object> item = Schemas.object(fields, List.of("type", "status"), "");
        Map<String, Object> list = Schemas.of("array", "What holds now and what does not.");
        list.put("maxItems", 32L);
        list.put("items", item);
        list.put(Schemas.LIST_TYPE, "map");
        list.put(Schemas.LIST_KEYS, List.of("type"));
        return list;
    }

    private static Map<String, Object> generation(String description) {
        Map<String, Object> schema = Schemas.of("integer", description);
        schema.put("format", "int64");
        return schema;
    }

    private static Map<String, Object> time(String description) {
        Map<String, Object> schema = Schemas.text(64, description);
        schema.put("format", "date-time");
        return schema;
    }
}
