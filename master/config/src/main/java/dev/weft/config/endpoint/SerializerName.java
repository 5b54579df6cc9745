package dev.weft.config.endpoint;

/** Formats of WAMP messages. */
public enum SerializerName {
    CBOR,
    MSGPACK,
    JSON,
    UBJSON,
    FLATBUFFERS
}
