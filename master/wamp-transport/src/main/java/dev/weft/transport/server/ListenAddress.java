package dev.weft.transport.server;

import java.nio.file.Path;

/** Where a server listens. */
public sealed interface ListenAddress {

    /** Queue length for connections that wait to be accepted; Crossbar.io's default. */
    int DEFAULT_BACKLOG = 50;

    /** For people and logs: {@code tcp:127.0.0.1:8080}, {@code unix:/run/weft.sock}. */
    String text();

    /** This port of the loopback interface, 127.0.0.1. */
    static Tcp loopback(int port) {
        return new Tcp("127.0.0.1", port, DEFAULT_BACKLOG, PortUse.EXCLUSIVE);
    }

    static Unix unix(Path path) {
        return new Unix(path, DEFAULT_BACKLOG);
    }

    /** Whether other processes may listen on the same port at the same time (SO_REUSEPORT). */
    enum PortUse {
        EXCLUSIVE,
        SHARED
    }

    /**
     * A TCP port.
     *
     * @param host an address of this machine, or its name; {@code 0.0.0.0} for all
     * @param port 0: chosen by the operating system, see {@link Listening#address()}
     */
    record Tcp(String host, int port, int backlog, PortUse use) implements ListenAddress {

        public Tcp {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port is " + port + "; it must be between 0 and 65535");
            }
        }

        @Override
        public String text() {
            return "tcp:" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /**
     * A Unix domain socket. A stale socket file at this path is removed; the socket gets
     * permission 0600 as soon as it is bound.
     *
     * @param path at most 107 bytes
     */
    record Unix(Path path, int backlog) implements ListenAddress {

        @Override
        public String text() {
            return "unix:" + path;
        }
    }
}
