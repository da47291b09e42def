package dev.rendezvous.benchmarks.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the trivial writers write: the very source that our processor generates, or next to nothing. */
final class Templates {

    private static final String EMPTY = "package " + Sources.PACKAGE + ";\n\nfinal class " + WriterProcessor.CLASS
            + WriterProcessor.SUFFIX + " {}\n";

    private final Path same;
    private final Path empty;

    private Templates(Path same, Path empty) {
        this.same = same;
        this.empty = empty;
    }

    /** Has our processor generate one provider, so that what the writer writes never differs from what it does. */
    static Templates write(Path work, Compiler compiler) throws IOException, InterruptedException {
        Path sources = work.resolve("template-sources");
        Sources.write(sources, 1, Contestant.RENDEZVOUS.annotation());
        Path output = Files.createDirectories(work.resolve("template-output"));
        compiler.compile(sources, Contestant.RENDEZVOUS.options(), output);
        Path generated = output.resolve(Sources.PACKAGE.replace('.', '/'))
                .resolve(Sources.PREFIX + "0" + WriterProcessor.SUFFIX + ".java");
        String template = Files.readString(generated)
                .replace(Sources.PREFIX + "0", WriterProcessor.CLASS)
                .replace("backend0", "backend" + WriterProcessor.NUMBER);
        return new Templates(
                Files.writeString(work.resolve("same.txt"), template),
                Files.writeString(work.resolve("empty.txt"), EMPTY));
    }

    List<String> options(Contestant contestant) {
        List<String> options = new ArrayList<>(contestant.options());
        if (contestant.isWriter()) {
            Path template = contestant == Contestant.WRITER_OF_EMPTY ? empty : same;
            options.add("-A" + WriterProcessor.TEMPLATE + "=" + template);
        }
        return options;
    }
}
