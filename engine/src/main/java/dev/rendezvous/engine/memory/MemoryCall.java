package dev.rendezvous.engine.memory;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.engine.spi.PutAndLook;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * A call of a space in memory: what the service does, and what the caller is told when the answer does not come.
 *
 * @param <T> the answer
 * @param work what the service does, on its thread
 * @param answer completed once
 * @param lost tells the caller that the answer does not come
 */
public record MemoryCall<T>(
        Supplier<T> work,
        CompletableFuture<T> answer,
        BiConsumer<CompletableFuture<T>, RendezvousConnectionException> lost) {

    public static <T> MemoryCall<T> read(Supplier<T> work) {
        return new MemoryCall<>(work, new CompletableFuture<>(), CompletableFuture::completeExceptionally);
    }

    public static MemoryCall<WriteOutcome> write(Supplier<WriteOutcome> work) {
        return new MemoryCall<>(
                work, new CompletableFuture<>(), (answer, why) -> answer.complete(new WriteOutcome.Unknown(why)));
    }

    public static MemoryCall<PutAndLook> writeAndRead(Supplier<PutAndLook> work) {
        return new MemoryCall<>(
                work,
                new CompletableFuture<>(),
                (answer, why) -> answer.complete(new PutAndLook(new WriteOutcome.Unknown(why), Optional.empty())));
    }

    public void lose(String why) {
        lost.accept(answer, new RendezvousConnectionException(why));
    }

    public void fail(RuntimeException failure) {
        answer.completeExceptionally(failure);
    }
}
