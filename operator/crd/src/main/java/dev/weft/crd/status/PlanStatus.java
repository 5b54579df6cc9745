package dev.weft.crd.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.config.schema.Doc;
import org.jspecify.annotations.Nullable;

/** A plan in short. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlanStatus(
        @Doc("By which it is approved: annotation weft.dev/approve") @Nullable
        String hash,

        @Doc("What it does, in words") @Nullable String summary,

        @Doc("Applied, Failed, or AwaitingApproval") @Nullable
        String state) {}
