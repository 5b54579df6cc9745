package dev.weft.transport.channel;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.CloseReason.Kind;

/** Between close codes (RFC 6455, 7.4), kinds of reasons, and breaches of the protocol. */
final class CloseCodes {

    private CloseCodes() {}

    static int code(Kind kind) {
        return switch (kind) {
            case NORMAL -> 1000;
            case GOING_AWAY -> 1001;
            case PROTOCOL_ERROR -> 1002;
            case INVALID_UTF8 -> 1007;
            case POLICY, LOST -> 1008;
            case TOO_BIG -> 1009;
            case INTERNAL_ERROR -> 1011;
        };
    }

    /** What a peer meant that closed with this code; codes without a kind of their own, as those of applications, are normal. */
    static Kind kind(int code) {
        return switch (code) {
            case 1001 -> Kind.GOING_AWAY;
            case 1002, 1003 -> Kind.PROTOCOL_ERROR;
            case 1007 -> Kind.INVALID_UTF8;
            case 1008 -> Kind.POLICY;
            case 1009 -> Kind.TOO_BIG;
            case 1011 -> Kind.INTERNAL_ERROR;
            default -> Kind.NORMAL;
        };
    }

    /** May stand in a close frame: registered ones up to 1014, and those of libraries and applications. */
    static boolean isValid(int code) {
        boolean registered = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
        return registered || (code >= 3000 && code <= 4999);
    }

    static CloseReason reason(ProtocolViolation violation) {
        Kind kind = switch (violation.kind()) {
            case PROTOCOL -> Kind.PROTOCOL_ERROR;
            case INVALID_UTF8 -> Kind.INVALID_UTF8;
            case TOO_BIG -> Kind.TOO_BIG;
            case POLICY, TOO_COMPLEX -> Kind.POLICY;
        };
        return new CloseReason(kind, violation.getMessage());
    }
}
