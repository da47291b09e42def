package mini;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** As little as lets processes meet: each claims the first free rank file, and waits for the last one. */
final class MiniHandler implements RendezvousHandler {

    private final RendezvousParameters parameters;
    private final Path folder;

    MiniHandler(RendezvousParameters parameters) {
        this.parameters = parameters;
        this.folder = Path.of(parameters.endpoint(), parameters.runId());
    }

    @Override
    public String backend() {
        return parameters.backend();
    }

    @Override
    public String runId() {
        return parameters.runId();
    }

    @Override
    public RendezvousInfo nextRendezvous() throws InterruptedException {
        int size = parameters.minNodes();
        Duration timeout = parameters.getDuration("join_timeout").orElseThrow();
        try {
            Files.createDirectories(folder);
            int rank = claim(size);
            await(folder.resolve("rank-" + (size - 1)), timeout);
            return RendezvousInfo.builder(new MiniStore(folder, timeout), rank, size).build();
        } catch (IOException e) {
            throw new RendezvousStateException("the directory " + folder + " cannot be used", e);
        }
    }

    private int claim(int size) throws IOException {
        for (int rank = 0; rank < size; rank++) {
            try {
                Files.createFile(folder.resolve("rank-" + rank));
                return rank;
            } catch (FileAlreadyExistsException taken) {
                // The next one may be free.
            }
        }
        throw new RendezvousStateException("all " + size + " places are taken");
    }

    static void await(Path file, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!Files.exists(file)) {
            if (System.nanoTime() > deadline) {
                throw new RendezvousTimeoutException(file + " did not come within " + timeout);
            }
            Thread.sleep(5);
        }
    }

    @Override
    public boolean isRunClosed() {
        return false;
    }

    @Override
    public void closeRun() {}

    @Override
    public int numNodesWaiting() {
        return 0;
    }

    @Override
    public boolean shutdown() {
        return true;
    }

    @Override
    public void close() {}
}
