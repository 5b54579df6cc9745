package dev.weft.controller.source;

import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.source.ResourceApplier.Refused.Cause;
import dev.weft.crd.resource.ResourceClasses;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.PartlyApplied;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Server-side apply: the API server itself knows who set which field. */
public final class ServerSideApply implements ResourceApplier {

    /** By which the API server knows us as the one who set a field. */
    static final String MANAGER = "weft-source";

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final BooleanSupplier leads;

    /** @param leads asked right before each change leaves */
    public ServerSideApply(KubernetesClient client, BooleanSupplier leads) {
        this.client = client;
        this.leads = leads;
    }

    @Override
    public Optional<WeftResource> read(ResourceRef ref) {
        try {
            return Optional.ofNullable(client.resources(ResourceClasses.require(ref.kind()))
                    .inNamespace(ref.namespace())
                    .withName(ref.name())
                    .get());
        } catch (KubernetesClientException failure) {
            throw refused(failure);
        }
    }

    @Override
    public WeftResource apply(WeftResource wanted, Way way) {
        requireLeading();
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(MANAGER)
                .withForce(way.others() == Others.TAKE_OVER)
                .withDryRun(way.effect() == Effect.TRY ? List.of("All") : List.of())
                .build();
        try {
            return client.resource(wanted)
                    .patch(context, client.getKubernetesSerialization().asJson(wanted));
        } catch (KubernetesClientException failure) {
            throw refused(failure);
        }
    }

    @Override
    public void delete(WeftResource known) {
        requireLeading();
        try {
            List<StatusDetails> deleted = client.resource(known)
                    .lockResourceVersion(known.getMetadata().getResourceVersion())
                    .delete();
            if (deleted.isEmpty()) {
                throw new Refused(Cause.UNAVAILABLE, known.getMetadata().getName() + " is gone already");
            }
        } catch (KubernetesClientException failure) {
            throw refused(failure);
        }
    }

    @Override
    public void note(ResourceRef source, Optional<PartlyApplied> partly) {
        requireLeading();
        String value = partly.map(client.getKubernetesSerialization()::asJson).orElse("null");
        try {
            client.resources(ResourceClasses.require(source.kind()))
                    .inNamespace(source.namespace())
                    .withName(source.name())
                    .subresource("status")
                    .patch(MERGE, "{\"status\":{\"partlyApplied\":" + value + "}}");
        } catch (KubernetesClientException failure) {
            throw refused(failure);
        }
    }

    private void requireLeading() {
        if (!leads.getAsBoolean()) {
            throw new Refused(Cause.UNAVAILABLE, "another operator leads now");
        }
    }

    private static Refused refused(KubernetesClientException failure) {
        boolean told = failure.getStatus() != null && failure.getStatus().getMessage() != null;
        String text = told ? failure.getStatus().getMessage() : String.valueOf(failure.getMessage());
        Cause cause = switch (failure.getCode()) {
            case CONFLICT -> Cause.CONFLICT;
            case BAD_REQUEST, NOT_FOUND, UNPROCESSABLE -> Cause.INVALID;
            case FORBIDDEN, UNAUTHORIZED -> Cause.FORBIDDEN;
            default -> Cause.UNAVAILABLE;
        };
        return new Refused(cause, text.strip());
    }
}
