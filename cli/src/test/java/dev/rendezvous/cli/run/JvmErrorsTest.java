package dev.rendezvous.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_ERR)
class JvmErrorsTest {

    @Test
    void errorsArePassedOn() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        JvmErrors errors = JvmErrors.take(target);
        System.err.println("bad");
        errors.release();

        assertThat(target.toString(UTF_8)).isEqualTo("bad" + System.lineSeparator());
        assertThat(System.err).isSameAs(before);
    }

    @Test
    void consoleThatDoesNotReadStopsNoThread() throws Exception {
        CountDownLatch reads = new CountDownLatch(1);
        JvmErrors errors = JvmErrors.take(stuck(reads));
        try {
            CompletableFuture<Void> logging = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 5_000; i++) {
                    System.err.println("line " + i);
                }
            });

            assertThat(logging).succeedsWithin(20, TimeUnit.SECONDS);
        } finally {
            errors.release();
            reads.countDown();
        }
    }

    private static OutputStream stuck(CountDownLatch reads) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                try {
                    reads.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
    }
}
