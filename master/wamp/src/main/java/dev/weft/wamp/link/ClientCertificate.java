package dev.weft.wamp.link;

/**
 * A certificate by which a client has proved itself to the TLS layer: somebody whom the server trusts has signed it.
 *
 * @param sha256 fingerprint of the certificate in DER, lower-case hex
 * @param sha1 likewise, for configurations that know no other
 * @param subject distinguished name, as in RFC 2253
 */
public record ClientCertificate(String sha256, String sha1, String subject) {}
