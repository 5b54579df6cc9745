package dev.weft.crd.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.config.schema.Doc;
import org.jspecify.annotations.Nullable;

/** A revision of a repository that was applied. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AppliedRevision(
        @Doc("Hash of the commit") String revision,
        @Doc("First line of its message") @Nullable String subject,

        @Doc("Who signed it, where keys are given") @Nullable
        String signer,

        @Doc("When it was applied, RFC 3339") String time,

        @Doc("The repository, the branch and the folder: a revision of another says nothing about this one")
        String from,

        @Doc("How many documents it has") @Nullable Integer documents,
        @Doc("How many resources it changed") @Nullable Integer changed,
        @Doc("How many resources it deleted") @Nullable Integer deleted) {}
