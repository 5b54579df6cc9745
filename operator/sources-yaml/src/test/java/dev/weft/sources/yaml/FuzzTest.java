package dev.weft.sources.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.Finding;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in, only documents and findings come out, each finding with a place. */
class FuzzTest {

    private static final String SEED_TEXT = """
            apiVersion: weft.dev/v1alpha1
            kind: NodeLayout
            metadata: {name: base, labels: {site: "graz"}}
            spec:
              mrealm: plant-a
              nodeSelector: &s {}
              values: {wsPort: {type: integer, default: 8080}}
              workers:
              - id: router1   # one
                type: router
                realms:
                - {name: line, again: *s, text: |
                    several
                    lines
                  }
            ---
            {"apiVersion": "v1", "kind": "List", "items": []}
            """;
    private static final String[] SPLICES = {
        "*s",
        "&s",
        "[",
        "]",
        "{",
        "}",
        "---\n",
        "...\n",
        "!!x ",
        "|",
        ">",
        "? ",
        ": ",
        "- ",
        "\t",
        "\0",
        "\u0085",
        "\uFEFF",
        "\uD800",
        "%YAML 9.9\n",
        "%TAG ! x\n",
        "'",
        "\"",
        "\\x",
        "<<: ",
        "yes",
        "0777",
        "1e999",
        "@",
        "`",
        "#",
        "\r",
        "\u2028",
        "\uFFFF"
    };

    @Test
    void mutated_documents_end_in_findings() {
        long seed = Long.getLong("weft.seed", 20_261_120L);
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder(SEED_TEXT);
            for (int cut = random.nextInt(6); cut >= 0; cut--) {
                mutate(text, random);
            }
            check(text.toString().getBytes(StandardCharsets.UTF_8), seed, round);
        }
    }

    @Test
    void random_bytes_end_in_findings() {
        long seed = Long.getLong("weft.seed", 20_261_120L);
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (bytes[i] & 0x7f);
                }
            }
            check(bytes, seed, round);
        }
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.insert(at, SPLICES[random.nextInt(SPLICES.length)]);
            case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
            case 2 -> text.insert(at, text.substring(random.nextInt(at + 1), at));
            default -> text.setCharAt(at, (char) random.nextInt(0x250));
        }
        if (text.isEmpty()) {
            text.append('x');
        }
    }

    private static void check(byte[] bytes, long seed, int round) {
        Loaded loaded = YamlSource.withStream(new ByteArrayInputStream(bytes)).load(List.of("-"));
        assertThat(loaded.findings())
                .as("seed %d, round %d", seed, round)
                .allMatch(finding -> finding.origin().isKnown())
                .extracting(Finding::message)
                .doesNotContain("");
    }
}
