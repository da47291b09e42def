package dev.rendezvous.integration.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Takes the part of doclint's group "missing", which would also ask for a line for each parameter of each constructor. */
class DocumentationIT {

    private static final int MAX_COLUMNS = 140;

    private static final SourceTree TREE = SourceTree.ofTheBuild();

    @Test
    void exportedTypesAndMethodsAreDocumented() throws Exception {
        List<SourceFile> documented = new ArrayList<>();
        List<String> undocumented = new ArrayList<>();
        for (String module : TREE.modules()) {
            Path descriptor = TREE.root().resolve(module).resolve("src/main/java/module-info.java");
            String exports = Files.exists(descriptor) ? Files.readString(descriptor) : "";
            TREE.parse(module).stream()
                    .filter(file -> exports.contains("exports " + file.packageName() + ";"))
                    .peek(documented::add)
                    .forEach(file -> undocumented.addAll(Undocumented.in(file)));
        }

        assertThat(documented).hasSizeGreaterThan(50);
        assertThat(undocumented).isEmpty();
    }

    @Test
    void linesFitOnAScreen() throws Exception {
        List<String> tooLong = new ArrayList<>();
        for (SourceFile file : TREE.parseAll(TREE.modules())) {
            List<String> lines = Files.readAllLines(TREE.root().resolve(file.path()));
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > MAX_COLUMNS) {
                    tooLong.add(file.path() + ":" + (i + 1));
                }
            }
        }

        assertThat(tooLong).isEmpty();
    }
}
