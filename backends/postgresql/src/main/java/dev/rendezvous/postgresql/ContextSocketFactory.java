package dev.rendezvous.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives the driver the sockets of a context. The driver knows its factory by the name of a class and makes it on the thread that
 * connects, so the context is that thread's.
 */
public final class ContextSocketFactory extends SSLSocketFactory {

    private static final ThreadLocal<SSLContext> CONTEXT = new ThreadLocal<>();

    private final SSLSocketFactory sockets;

    /**
     * For the driver.
     *
     * @param properties of the connection
     */
    public ContextSocketFactory(Properties properties) {
        SSLContext context = CONTEXT.get();
        if (context == null) {
            throw new IllegalStateException("this factory serves the backend postgresql only; leave sslfactory out");
        }
        this.sockets = context.getSocketFactory();
    }

    /** Sets the context of the connections that this thread makes; null ends that. */
    static void use(@Nullable SSLContext context) {
        if (context == null) {
            CONTEXT.remove();
        } else {
            CONTEXT.set(context);
        }
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return sockets.createSocket(socket, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return sockets.createSocket(host, port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return sockets.createSocket(host, port, local, localPort);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }
}
