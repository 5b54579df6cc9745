package dev.weft.controller.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the objects of nodes what they should be, by server-side apply, and only where they are something else. */
final class ClusterObjects {

    /** Digest of what was applied: by it a field that is not wanted any more is noticed. */
    static final String APPLIED = "weft.dev/applied";

    /** Digest of the pod template in it: by it a change that makes no new pod is told from one that does. */
    static final String TEMPLATE = "weft.dev/template";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterObjects.class);
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("weft-operator")
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final BooleanSupplier leads;
    /** What the server made something else of than was sent, by object: sending it again would change nothing. */
    private final Map<String, String> settled = new ConcurrentHashMap<>();

    /** @param leads asked right before each change leaves */
    ClusterObjects(KubernetesClient client, BooleanSupplier leads) {
        this.client = client;
        this.leads = leads;
    }

    /** Another operator leads now. Stackless: it is an expected outcome. */
    static final class NotLeading extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotLeading() {
            super("another operator leads now", null, false, false);
        }
    }

    private void requireLeading() {
        if (!leads.getAsBoolean()) {
            throw new NotLeading();
        }
    }

    /** The object of that kind and name. */
    <T extends HasMetadata> Optional<T> find(T like) {
        return Optional.ofNullable(client.resource(like).get());
    }

    /** All StatefulSets of nodes in a namespace. */
    List<StatefulSet> statefulSets(String namespace) {
        return client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .withLabel(NodeIdentity.NODE)
                .list()
                .getItems();
    }

    /** Whether the pod would be made anew if it was applied. Yes, where that cannot be told. */
    boolean renewsPod(StatefulSet wanted, StatefulSet live) {
        Map<String, String> annotations = live.getMetadata().getAnnotations();
        PodTemplateSpec template = wanted.getSpec().getTemplate();
        return annotations == null
                || !digest(template).equals(annotations.get(TEMPLATE))
                || !settled.containsKey(key(wanted))
                        && !LiveMatch.contains(tree(live.getSpec().getTemplate()), tree(template));
    }

    /** Whether the pod that is there was made of the same. */
    boolean isSamePod(StatefulSet wanted, StatefulSet live) {
        return !renewsPod(wanted, live)
                // From before that digest.
                || !annotations(live).containsKey(TEMPLATE)
                        && LiveMatch.contains(
                                tree(live.getSpec().getTemplate()),
                                tree(wanted.getSpec().getTemplate()));
    }

    private static Map<String, String> annotations(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }

    /**
     * Makes it so.
     *
     * @param live the object of that name; empty: none
     * @return as it is now
     */
    <T extends HasMetadata> T apply(T wanted, Optional<T> live) {
        mark(wanted);
        String key = key(wanted);
        if (live.isPresent() && isSo(wanted, live.get())) {
            return live.get();
        }
        requireLeading();
        T now = client.resource(wanted).patch(APPLY);
        LOG.info("{} {}", live.isPresent() ? "changed" : "made", key);
        if (matches(wanted, now, null)) {
            settled.remove(key);
        } else {
            settled.put(key, wanted.getMetadata().getAnnotations().get(APPLIED));
        }
        return now;
    }

    /** Whether applying it would change nothing. */
    boolean isSo(HasMetadata wanted, HasMetadata live) {
        mark(wanted);
        return matches(wanted, live, settled.get(key(wanted)));
    }

    private void mark(HasMetadata wanted) {
        Map<String, String> annotations = new LinkedHashMap<>(
                wanted.getMetadata().getAnnotations() == null
                        ? Map.of()
                        : wanted.getMetadata().getAnnotations());
        if (annotations.containsKey(APPLIED)) {
            return;
        }
        annotations.put(APPLIED, digest(wanted));
        if (wanted instanceof StatefulSet set) {
            annotations.put(TEMPLATE, digest(set.getSpec().getTemplate()));
        }
        wanted.getMetadata().setAnnotations(annotations);
    }

    private boolean matches(HasMetadata wanted, HasMetadata live, @Nullable String known) {
        String applied = String.valueOf(wanted.getMetadata().getAnnotations().get(APPLIED));
        if (live.getMetadata().getAnnotations() == null
                || !applied.equals(live.getMetadata().getAnnotations().get(APPLIED))) {
            return false;
        }
        return applied.equals(known) || LiveMatch.contains(tree(live), tree(wanted));
    }

    /** Makes a Secret; another one that is there by now stays. The one that is there. */
    Secret create(Secret secret) {
        requireLeading();
        try {
            client.resource(secret).create();
            LOG.info(
                    "made Secret {}/{}",
                    secret.getMetadata().getNamespace(),
                    secret.getMetadata().getName());
            return secret;
        } catch (KubernetesClientException failure) {
            if (failure.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw failure;
            }
            return find(secret).orElse(secret);
        }
    }

    /**
     * Makes a Secret so. There is no right to change one: it is deleted, and made anew under the same name. Whoever dies in between leaves
     * none, and the next one makes it; pods go on with what they have mounted, and get the new one as they would get a changed one.
     *
     * @param live the object of that name; empty: none
     */
    void replace(Secret wanted, Optional<Secret> live) {
        if (live.isPresent()) {
            if (isSo(wanted, live.get())) {
                return;
            }
            requireLeading();
            client.resource(live.get())
                    .lockResourceVersion(live.get().getMetadata().getResourceVersion())
                    .delete();
        }
        mark(wanted);
        create(wanted);
    }

    /** Deletes the object of that name where it is the node's. Whether there is none any more. */
    <T extends HasMetadata> boolean delete(T like, NodeIdentity node) {
        Optional<T> live = find(like);
        if (live.isEmpty() || !node.owns(live.get())) {
            return true;
        }
        if (live.get().getMetadata().getDeletionTimestamp() == null) {
            requireLeading();
            client.resource(live.get()).delete();
            LOG.info(
                    "deleted {} {}/{}",
                    like.getKind(),
                    node.namespace(),
                    like.getMetadata().getName());
        }
        return find(like).isEmpty();
    }

    private static String key(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }

    private Map<?, ?> tree(Object object) {
        return client.getKubernetesSerialization().convertValue(object, Map.class);
    }

    private String digest(Object wanted) {
        try {
            byte[] text = client.getKubernetesSerialization().asJson(wanted).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text))
                    .substring(0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
