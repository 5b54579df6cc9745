package dev.weft.config.endpoint;

import dev.weft.config.schema.Discriminator;

/** Where a client connects to. */
@Discriminator("type")
public sealed interface ConnectingEndpoint
        permits TcpConnectingEndpoint, UnixConnectingEndpoint, TwistedConnectingEndpoint, TorConnectingEndpoint {}
