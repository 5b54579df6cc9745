package dev.weft.crd.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.config.schema.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A revision of a repository whose application was begun and did not come to its end: a part of it is in force. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PartlyApplied(
        @Doc("Hash of the commit") String revision,
        @Doc("Of how many resources it is in force") int applied,
        @Doc("How many resources it has") int resources,
        @Doc("The first five of which it is not") @Nullable List<String> missing) {

    /** What is named of those that are missing. */
    public static final int NAMED = 5;

    public PartlyApplied {
        missing = missing == null ? List.of() : List.copyOf(missing.subList(0, Math.min(NAMED, missing.size())));
    }

    @Override
    public List<String> missing() {
        return missing == null ? List.of() : missing;
    }
}
