package dev.weft.controller;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;

/** The operator may write between reading and writing: who edits by hand reads and tries again then. */
final class Conflicts {

    private Conflicts() {}

    /** Does the reading and writing until nobody wrote in between. */
    static void retry(String what, Runnable readAndWrite) {
        await().alias(what).atMost(Duration.ofSeconds(20)).until(() -> {
            try {
                readAndWrite.run();
                return true;
            } catch (KubernetesClientException refused) {
                if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw refused;
                }
                return false;
            }
        });
    }
}
