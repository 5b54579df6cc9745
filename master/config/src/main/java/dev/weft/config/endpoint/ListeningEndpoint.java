package dev.weft.config.endpoint;

import dev.weft.config.schema.Discriminator;

/** Where a transport listens. */
@Discriminator("type")
public sealed interface ListeningEndpoint
        permits TcpListeningEndpoint, UnixListeningEndpoint, TwistedListeningEndpoint, OnionListeningEndpoint {}
