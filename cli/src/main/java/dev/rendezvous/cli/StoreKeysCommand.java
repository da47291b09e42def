package dev.rendezvous.cli;

import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.tcpstore.TcpStoreClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rdzv store keys}. */
@Command(
        name = "keys",
        description = "Lists the keys of a store, with a look at their values.",
        footer =
                "PyTorch's servers can list their keys from 2.10 on, unless they are classic ones. The slash that the protocol puts"
                        + " before each key is left out, and so are keys without it, such as init/. The value of a key that is"
                        + " not UTF-8 cannot be asked for.")
final class StoreKeysCommand implements Callable<Integer> {

    private static final int VALUE_WIDTH = 60;

    /** Stands in a key that is not UTF-8, where it is not. */
    private static final String NOT_UTF_8 = "\ufffd";

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "PREFIX", arity = "0..1", defaultValue = "", description = "Only keys that begin so.")
    private String prefix = "";

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(names = "--json", description = "Print the same in full, as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (TcpStoreClient store = options.connect()) {
            if (json) {
                Json.print(Map.of("keys", trees(store)), terminal.out());
            } else {
                table(store).forEach(terminal.out()::println);
            }
            terminal.out().flush();
            return Rdzv.FINE;
        } catch (IllegalStateException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private List<Map<String, Object>> trees(TcpStoreClient store) throws InterruptedException {
        List<Map<String, Object>> trees = new ArrayList<>();
        forEachKey(store, (key, value) -> trees.add(tree(key, value)));
        return trees;
    }

    /** Of each value only what is shown is kept, since all of them may be more than there is memory. */
    private List<String> table(TcpStoreClient store) throws InterruptedException {
        TextTable table = new TextTable("KEY", "BYTES", "VALUE");
        forEachKey(
                store,
                (key, value) -> table.row(
                        Text.oneLine(key),
                        value.map(known -> Integer.toString(known.size())).orElse("?"),
                        value.map(known -> known.inShort(VALUE_WIDTH)).orElse("? (the key is not UTF-8)")));
        return table.lines();
    }

    /** Tells the action each key, with its value unless that cannot be asked for. */
    private void forEachKey(TcpStoreClient store, BiConsumer<String, Optional<StoreValue>> action)
            throws InterruptedException {
        for (String key : store.keys()) {
            if (key.startsWith(prefix)) {
                Optional<StoreValue> value = value(store, key);
                // Without a value the key was deleted meanwhile, or it is not the one that was listed.
                if (value.isPresent() || key.contains(NOT_UTF_8)) {
                    action.accept(key, value);
                }
            }
        }
    }

    private static Optional<StoreValue> value(TcpStoreClient store, String key) throws InterruptedException {
        try {
            return Optional.of(new StoreValue(store.get(key)));
        } catch (RendezvousTimeoutException notThere) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> tree(String key, Optional<StoreValue> value) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("key", key);
        tree.put("bytes", value.map(StoreValue::size));
        tree.put("text", value.flatMap(StoreValue::text));
        tree.put("hex", value.map(StoreValue::hex));
        return tree;
    }
}
