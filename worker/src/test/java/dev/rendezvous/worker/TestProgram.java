package dev.rendezvous.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A worker that does what its argument says. */
final class TestProgram {

    private TestProgram() {}

    public static void main(String[] arguments) {
        Worker.main(worker -> {
            switch (arguments[0]) {
                case "return" -> {}
                case "exception" -> throw new IOException("bad \"shard\"");
                case "error" -> throw new AssertionError("wrong");
                case "interrupt" -> throw new InterruptedException();
                case "exit" -> System.exit(42);
                case "store" -> worker.store().set("key", "value".getBytes(UTF_8));
                default -> hang();
            }
        });
    }

    /** As a program that hangs in a shutdown hook too. */
    private static void hang() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(TestProgram::awaitForever));
        System.out.println("ready");
        awaitForever();
    }

    private static void awaitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
