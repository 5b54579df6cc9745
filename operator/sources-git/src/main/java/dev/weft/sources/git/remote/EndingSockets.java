package dev.weft.sources.git.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** Connections that are closed at a deadline: nothing else lets go a thread that reads from one. */
final class EndingSockets extends SSLSocketFactory {

    private final SSLSocketFactory tls;
    private final Deadline deadline;

    EndingSockets(SSLSocketFactory tls, Deadline deadline) {
        this.tls = tls;
        this.deadline = deadline;
    }

    /** Without TLS yet: the JDK connects it, and then asks for TLS over it. */
    @Override
    public Socket createSocket() throws IOException {
        Socket plain = new Socket(Proxy.NO_PROXY);
        deadline.closeAtEnd(plain);
        return plain;
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean closesPlain) throws IOException {
        // The plain one, as closing TLS in good order may have to wait. One behind a proxy is seen here first.
        deadline.closeAtEnd(plain);
        return tls.createSocket(plain, host, port, closesPlain);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("TLS to " + host + ":" + port + " failed");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }
}
