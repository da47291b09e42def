package dev.rendezvous.cli.store;

import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Json;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.cli.text.Text;
import dev.rendezvous.cli.text.TextTable;
import dev.rendezvous.cli.text.UsageException;
import dev.rendezvous.tcpstore.client.TcpStoreInspector;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code rdzv store keys}. Values are asked for one by one, and forgotten when they are shown: all of them may be more
 * than there is memory.
 */
@Command(
        name = "keys",
        description = "Lists the keys of a store, and their values on request.",
        footer =
                "PyTorch's servers can list their keys from 2.10 on, unless they are classic ones. The slash that the protocol puts"
                        + " before each key is left out, and so are keys without it, such as init/, unless --raw is given. What"
                        + " cannot be read in a key is shown as \\\\xHH, and a backslash as two; each command takes keys in this form.")
final class StoreKeysCommand implements Callable<Integer> {

    private static final int KEY_WIDTH = 60;
    private static final int VALUE_WIDTH = 60;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "PREFIX", arity = "0..1", defaultValue = "", description = "Only keys with this prefix.")
    private String prefix = "";

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(
            names = "--values",
            description = "Also show the length of each value and its beginning, in a table; long keys are shortened.")
    private boolean values;

    @Option(
            names = "--raw",
            description = "List the keys as the protocol has them, with the slash, and also keys without it.")
    private boolean raw;

    @Option(names = "--json", description = "Print the same as JSON, values in full, each as soon as it is read.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        byte[] start = KeySyntax.parse(prefix);
        try (TcpStoreInspector store = options.inspect()) {
            List<StoreKey> keys = keys(store, start);
            if (json) {
                Json.printList("keys", sink -> addTrees(keys, store, sink), terminal.out());
            } else if (values) {
                table(keys, store).forEach(terminal.out()::println);
            } else {
                keys.forEach(key -> terminal.out().println(key.shown()));
            }
            terminal.out().flush();
            return ExitCode.FINE;
        } catch (IllegalStateException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private List<StoreKey> keys(TcpStoreInspector store, byte[] start) throws InterruptedException {
        return store.keys().stream()
                .map(onWire -> raw ? Optional.of(StoreKey.raw(onWire)) : StoreKey.ofApplications(onWire))
                .flatMap(Optional::stream)
                .filter(key -> key.startsWith(start))
                .toList();
    }

    /** A key without a value was deleted meanwhile. */
    private void addTrees(List<StoreKey> keys, TcpStoreInspector store, Json.Sink sink)
            throws IOException, InterruptedException {
        for (StoreKey key : keys) {
            Optional<StoreValue> value = values ? key.value(store) : Optional.empty();
            if (value.isPresent() || !values) {
                sink.add(tree(key, value));
            }
        }
    }

    private List<String> table(List<StoreKey> keys, TcpStoreInspector store) throws InterruptedException {
        TextTable table = new TextTable("KEY", "BYTES", "VALUE");
        for (StoreKey key : keys) {
            key.value(store)
                    .ifPresent(value -> table.row(
                            Text.shortened(key.shown(), KEY_WIDTH),
                            Integer.toString(value.size()),
                            value.inShort(VALUE_WIDTH)));
        }
        return table.lines();
    }

    private static Map<String, @Nullable Object> tree(StoreKey key, Optional<StoreValue> value) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("key", key.text());
        if (!key.shown().equals(key.text())) {
            tree.put("argument", key.shown());
        }
        value.ifPresent(known -> {
            tree.put("bytes", known.size());
            tree.put("text", known.text().orElse(null));
            tree.put("hex", known.hex());
        });
        return tree;
    }
}
