package dev.rendezvous.tck;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BackgroundCallTest {

    private final CompletableFuture<Thread> caller = new CompletableFuture<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void callThatWaitsForALockWaits() throws Exception {
        BackgroundCall<Boolean> call = BackgroundCall.start(() -> {
                    end.await();
                    return false;
                })
                .untilItWaits();

        end.countDown();
        assertFalse(call.result());
    }

    @Test
    void callThatWaitsForTheNetworkWaits() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BackgroundCall.start(socket::accept).untilItWaits();
        }
    }

    @Test
    void callThatLoadsAClassDoesNotWait() throws Exception {
        ClassLoader slow = new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                caller.complete(Thread.currentThread());
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new ClassNotFoundException(name);
            }
        };
        BackgroundCall<Class<?>> call = BackgroundCall.start(() -> slow.loadClass("com.acme.Missing"));
        Thread thread = caller.get();
        eventually("the thread waits", () -> thread.getState() == Thread.State.WAITING);

        assertFalse(call.isBlocked());

        end.countDown();
        assertThrows(ClassNotFoundException.class, call::result);
    }

    @Test
    void callInFastNativeCodeDoesNotWait() throws Exception {
        BackgroundCall<Boolean> call = BackgroundCall.start(() -> {
            while (end.getCount() > 0) {
                caller.complete(Thread.currentThread());
                new Exception().fillInStackTrace();
            }
            return null;
        });
        caller.get();

        for (int i = 0; i < 10_000; i++) {
            assertFalse(call.isBlocked());
        }

        end.countDown();
        assertNull(call.result());
    }
}
