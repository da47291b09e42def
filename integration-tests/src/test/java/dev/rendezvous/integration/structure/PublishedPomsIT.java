package dev.rendezvous.integration.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What Maven Central asks of each pom that is published, and which poms these are. */
class PublishedPomsIT {

    private static final Path ROOT = Path.of(System.getProperty("rendezvous.root", ".."));

    /** Children have these of the parent. */
    private static final List<String> OF_THE_PARENT = List.of("url", "licenses", "developers", "scm");

    private static final Set<String> NOT_PUBLISHED = Set.of(
            "rendezvous-testkit",
            "rendezvous-integration-tests",
            "rendezvous-interop-tests",
            "rendezvous-benchmarks",
            "rendezvous-dist",
            "rendezvous-examples",
            "sample-backend");

    private final List<Element> published = new ArrayList<>();
    private final Set<String> others = new TreeSet<>();
    private Element parent = pom(Path.of("."));

    @BeforeEach
    void readPoms() {
        for (Element module : children(child(parent, "modules"))) {
            Element pom = pom(Path.of(module.getTextContent()));
            if (text(pom, "properties", "maven.deploy.skip").equals("true")) {
                others.add(text(pom, "artifactId"));
            } else {
                published.add(pom);
            }
        }
    }

    @Test
    void testsAndExamplesAreNotPublished() {
        assertThat(others).containsExactlyInAnyOrderElementsOf(NOT_PUBLISHED);
    }

    @Test
    void eachPublishedPomHasWhatCentralAsksFor() {
        for (Element pom : published) {
            String name = text(pom, "artifactId");
            assertThat(text(pom, "name")).as("the name of %s", name).isNotBlank();
            assertThat(text(pom, "description"))
                    .as("the description of %s", name)
                    .isNotBlank();
            Element source = text(pom, "parent", "artifactId").equals("rendezvous-parent") ? parent : pom;
            for (String element : OF_THE_PARENT) {
                assertThat(text(source, element)).as("%s of %s", element, name).isNotBlank();
            }
        }
    }

    /** The bom has no parent, whose managed versions would come with it. */
    @Test
    void bomSaysOfItselfWhatTheParentSays() {
        Element bom = pom(Path.of("bom"));

        assertThat(text(bom, "version")).isEqualTo(text(parent, "version"));
        assertThat(text(bom, "properties", "rendezvous.repository"))
                .isEqualTo(text(parent, "properties", "rendezvous.repository"));
        for (String element : OF_THE_PARENT) {
            assertThat(text(bom, element)).as(element).isEqualTo(text(parent, element));
        }
    }

    @Test
    void bomListsEachPublishedJar() {
        List<String> listed =
                children(child(child(pom(Path.of("bom")), "dependencyManagement"), "dependencies")).stream()
                        .map(dependency -> text(dependency, "artifactId"))
                        .toList();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(published.stream()
                        .filter(pom -> !text(pom, "packaging").equals("pom"))
                        .map(pom -> text(pom, "artifactId"))
                        .toList());
    }

    private static Element pom(Path module) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(ROOT.resolve(module).resolve("pom.xml").toFile())
                    .getDocumentElement();
        } catch (IOException | javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException e) {
            throw new IllegalStateException("the pom of " + module + " cannot be read", e);
        }
    }

    private static String text(Element element, String... path) {
        Element found = element;
        for (String name : path) {
            found = child(found, name);
        }
        return found.getTextContent().replaceAll("\\s+", " ").strip();
    }

    /** {@return the child of this name; an empty element if there is none} */
    private static Element child(Element element, String name) {
        return children(element).stream()
                .filter(child -> child.getTagName().equals(name))
                .findFirst()
                .orElseGet(() -> element.getOwnerDocument().createElement(name));
    }

    private static List<Element> children(Element element) {
        return IntStream.range(0, element.getChildNodes().getLength())
                .mapToObj(element.getChildNodes()::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast)
                .toList();
    }
}
