package dev.rendezvous.launcher;

import java.util.concurrent.CountDownLatch;

/** A worker in Java. It prints its process id, and a line when it is asked to stop. */
final class TestWorker {

    private TestWorker() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("exit")) {
            System.exit(Integer.parseInt(arguments[1]));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("saved")));
        System.out.println("pid " + ProcessHandle.current().pid());
        new CountDownLatch(1).await();
    }
}
