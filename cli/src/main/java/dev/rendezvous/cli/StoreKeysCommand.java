package dev.rendezvous.cli;

import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.tcpstore.TcpStoreClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
                        + " before each key is left out.")
final class StoreKeysCommand implements Callable<Integer> {

    private static final int VALUE_WIDTH = 60;

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
            Map<String, StoreValue> values = read(store);
            if (json) {
                Json.print(
                        Map.of(
                                "keys",
                                values.entrySet().stream()
                                        .map(StoreKeysCommand::tree)
                                        .toList()),
                        terminal.out());
            } else {
                table(values).forEach(terminal.out()::println);
            }
            terminal.out().flush();
            return Rdzv.FINE;
        } catch (IllegalStateException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, StoreValue> read(TcpStoreClient store) throws InterruptedException {
        Map<String, StoreValue> values = new LinkedHashMap<>();
        for (String key : store.keys()) {
            if (key.startsWith(prefix)) {
                try {
                    values.put(key, new StoreValue(store.get(key)));
                } catch (RendezvousTimeoutException deletedMeanwhile) {
                    values.remove(key);
                }
            }
        }
        return values;
    }

    private static List<String> table(Map<String, StoreValue> values) {
        TextTable table = new TextTable("KEY", "BYTES", "VALUE");
        values.forEach((key, value) ->
                table.row(Text.oneLine(key), Integer.toString(value.size()), value.inShort(VALUE_WIDTH)));
        return table.lines();
    }

    private static Map<String, Object> tree(Map.Entry<String, StoreValue> entry) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("key", entry.getKey());
        tree.put("bytes", entry.getValue().size());
        tree.put("text", entry.getValue().text());
        tree.put("hex", entry.getValue().hex());
        return tree;
    }
}
