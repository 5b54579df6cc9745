package dev.weft.transport.channel;

import dev.weft.transport.Deflate;
import dev.weft.transport.channel.ExtensionHeader.Extension;
import dev.weft.transport.channel.ExtensionHeader.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What both ends agreed on for permessage-deflate (RFC 7692, 7.1), and how they come to agree.
 *
 * @param serverResets each message of the server stands by itself
 * @param serverBits window of the server's messages
 * @param clientResets each message of the client stands by itself
 * @param clientBits window of the client's messages
 */
public record DeflateAgreement(boolean serverResets, int serverBits, boolean clientResets, int clientBits) {

    private static final String NAME = "permessage-deflate";
    private static final String SERVER_RESETS = "server_no_context_takeover";
    private static final String CLIENT_RESETS = "client_no_context_takeover";
    private static final String SERVER_BITS = "server_max_window_bits";
    private static final String CLIENT_BITS = "client_max_window_bits";

    /**
     * The first of the client's offers that is valid and fits to what the server wants; empty: no compression.
     *
     * @throws IllegalArgumentException for headers that are no list of extensions
     */
    public static Optional<DeflateAgreement> accept(List<String> headers, Deflate ours) {
        for (Extension offer : ExtensionHeader.parse(headers)) {
            Map<String, Optional<String>> parameters = parameters(offer, DeflateAgreement::mayBeOffered);
            if (parameters != null) {
                DeflateAgreement agreement = accept(parameters, ours);
                if (agreement != null) {
                    return Optional.of(agreement);
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable DeflateAgreement accept(Map<String, Optional<String>> offer, Deflate ours) {
        boolean mayBound = offer.containsKey(CLIENT_BITS);
        if (ours.requestMaxWindowBits() < Deflate.MOST_WINDOW_BITS && !mayBound) {
            return null;
        }
        return new DeflateAgreement(
                offer.containsKey(SERVER_RESETS) || ours.noContextTakeover(),
                Math.min(bits(offer.get(SERVER_BITS)), ours.maxWindowBits()),
                offer.containsKey(CLIENT_RESETS) || ours.requestNoContextTakeover(),
                mayBound
                        ? Math.min(bits(offer.get(CLIENT_BITS)), ours.requestMaxWindowBits())
                        : Deflate.MOST_WINDOW_BITS);
    }

    /** The header of a server that agreed. What is as by default is left out. */
    public String answer() {
        return NAME
                + (serverResets ? "; " + SERVER_RESETS : "")
                + (clientResets ? "; " + CLIENT_RESETS : "")
                + (serverBits < Deflate.MOST_WINDOW_BITS ? "; " + SERVER_BITS + "=" + serverBits : "")
                + (clientBits < Deflate.MOST_WINDOW_BITS ? "; " + CLIENT_BITS + "=" + clientBits : "");
    }

    /** The header of a client. */
    public static String offer(Deflate ours) {
        return NAME
                + (ours.requestNoContextTakeover() ? "; " + SERVER_RESETS : "")
                + (ours.noContextTakeover() ? "; " + CLIENT_RESETS : "")
                + (ours.requestMaxWindowBits() < Deflate.MOST_WINDOW_BITS
                        ? "; " + SERVER_BITS + "=" + ours.requestMaxWindowBits()
                        : "")
                + "; " + CLIENT_BITS
                + (ours.maxWindowBits() < Deflate.MOST_WINDOW_BITS ? "=" + ours.maxWindowBits() : "");
    }

    /**
     * What the server's answer to {@link #offer} means.
     *
     * @throws IllegalArgumentException for an answer that does not fit to the offer: the connection must not be used
     */
    public static DeflateAgreement conclude(List<String> headers, Deflate ours) {
        List<Extension> answers = ExtensionHeader.parse(headers);
        Map<String, Optional<String>> answer =
                answers.size() == 1 ? parameters(answers.get(0), DeflateAgreement::mayBeAnswered) : null;
        if (answer == null) {
            throw new IllegalArgumentException("the router answered with extensions that were not offered");
        }
        int serverBits = bits(answer.get(SERVER_BITS));
        if (serverBits > ours.requestMaxWindowBits()
                || (ours.requestNoContextTakeover() && !answer.containsKey(SERVER_RESETS))) {
            throw new IllegalArgumentException("the router did not agree to the compression that was asked for");
        }
        return new DeflateAgreement(
                answer.containsKey(SERVER_RESETS),
                serverBits,
                answer.containsKey(CLIENT_RESETS) || ours.noContextTakeover(),
                Math.min(bits(answer.get(CLIENT_BITS)), ours.maxWindowBits()));
    }

    /** By name; null where one is unknown, repeated or has a wrong value: then the whole offer counts for nothing (RFC 7692, 7.1). */
    private static @Nullable Map<String, Optional<String>> parameters(Extension extension, Predicate<Parameter> valid) {
        if (!extension.name().equals(NAME)) {
            return null;
        }
        Map<String, Optional<String>> all = new HashMap<>();
        for (Parameter parameter : extension.parameters()) {
            boolean first = all.put(parameter.name(), Optional.ofNullable(parameter.value())) == null;
            if (!first || !valid.test(parameter)) {
                return null;
            }
        }
        return all;
    }

    private static boolean mayBeOffered(Parameter parameter) {
        return mayBeAnswered(parameter) || (parameter.name().equals(CLIENT_BITS) && parameter.value() == null);
    }

    private static boolean mayBeAnswered(Parameter parameter) {
        String value = parameter.value();
        return switch (parameter.name()) {
            case SERVER_RESETS, CLIENT_RESETS -> value == null;
            case SERVER_BITS, CLIENT_BITS -> value != null && value.matches("[89]|1[0-5]");
            default -> false;
        };
    }

    private static int bits(@Nullable Optional<String> value) {
        return value == null || value.isEmpty() ? Deflate.MOST_WINDOW_BITS : Integer.parseInt(value.get());
    }
}
