package dev.weft.sources.git.remote;

import dev.weft.sources.git.GivenText;
import java.util.List;
import java.util.Optional;

/**
 * How to get into a repository.
 *
 * @param knownHosts lists with the keys of ssh hosts; no other host is talked to
 * @param sshKeys private keys to try, in this order; those that are not there are left out
 * @param login for https
 * @param authorities the certificates (PEM) that https servers must be signed by; empty: those of the Java runtime
 */
public record Access(
        List<GivenText> knownHosts, List<GivenText> sshKeys, Optional<Login> login, Optional<GivenText> authorities) {

    /** For repositories that everybody may read. */
    public static final Access OPEN = new Access(List.of(), List.of(), Optional.empty(), Optional.empty());

    public Access {
        knownHosts = List.copyOf(knownHosts);
        sshKeys = List.copyOf(sshKeys);
    }

    /** A user and a token, which is never printed. */
    public record Login(String user, String token) {

        @Override
        public String toString() {
            return user + ":***";
        }
    }
}
