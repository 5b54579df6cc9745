package dev.weft.crd.resource;

import dev.weft.crd.status.WeftStatus;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A custom resource of any of our kinds. The spec is the tree as it was written; {@link ResourceDocuments} reads it. */
public abstract class WeftResource extends CustomResource<Map<String, Object>, WeftStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    @Override
    protected Map<String, Object> initSpec() {
        return new LinkedHashMap<>();
    }

    /** None until somebody has looked at the resource. */
    @Override
    protected @Nullable WeftStatus initStatus() {
        return null;
    }
}
