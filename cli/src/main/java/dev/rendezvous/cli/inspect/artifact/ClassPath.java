package dev.rendezvous.cli.inspect.artifact;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What all artifacts hold together, as one Java release sees them. */
public final class ClassPath {

    private static final String PROVIDER = RendezvousBackendProvider.class.getName();

    /** What the listed class implements if an author lists the backend in place of its provider. Neither is a provider. */
    private static final Set<String> API =
            Set.of(RendezvousHandler.class.getName(), RendezvousHandlerFactory.class.getName());

    /** Many times what any class has. What has more is not judged. */
    private static final int MAX_SUPERTYPES = 1_000;

    private final List<View> views;
    private final Map<String, ClassFacts> classes = new HashMap<>();
    private final Set<String> listed = new HashSet<>();
    private final Set<Marker> listedMarkers = new HashSet<>();

    /**
     * Puts views together.
     *
     * @param views what the release sees of each artifact, in the order of the class path
     */
    public ClassPath(List<View> views) {
        this.views = List.copyOf(views);
        for (View view : views) {
            view.classes().forEach(classes::putIfAbsent);
            view.artifact().index().entries().stream()
                    .map(IndexEntry::providerClass)
                    .forEach(listed::add);
        }
        for (View view : views) {
            view.classes().values().stream()
                    .filter(type -> listed.contains(type.name()))
                    .forEach(type -> type.marker().ifPresent(listedMarkers::add));
        }
    }

    /** {@return what the release sees of each artifact, in the order of the class path} */
    public List<View> views() {
        return views;
    }

    /**
     * {@return the class as an artifact sees it: its own first, then that of the others in their order}
     *
     * @param name the binary name of the class
     * @param own the artifact
     */
    public Optional<ClassFacts> find(String name, View own) {
        return Optional.ofNullable(own.classes().get(name)).or(() -> Optional.ofNullable(classes.get(name)));
    }

    /**
     * {@return the backend that a generated provider makes, as its class file says}
     *
     * @param provider the binary name of the provider
     * @param marker what the provider says
     * @param own the artifact of the provider
     */
    public Optional<Backend> backend(String provider, Marker marker, View own) {
        return find(marker.implementation(), own).map(ClassFacts::backends).orElse(List.of()).stream()
                .filter(backend -> backend.isMadeBy(provider, marker))
                .findFirst();
    }

    /**
     * {@return whether an index lists the class}
     *
     * @param provider the binary name of the class
     */
    public boolean isListed(String provider) {
        return listed.contains(provider);
    }

    /**
     * {@return whether a provider is listed that says this of itself, whatever it is called}
     *
     * @param marker what it says
     */
    public boolean isListed(Marker marker) {
        return listedMarkers.contains(marker);
    }

    /**
     * {@return whether the class can be a provider; it can where one of its supertypes is in no artifact, and so unknown, and
     * where there are too many of them to look at}
     *
     * @param name the binary name of the class
     * @param own the artifact that lists it
     */
    public boolean canBeProvider(String name, View own) {
        Set<String> seen = new HashSet<>(Set.of(name));
        Deque<String> unseen = new ArrayDeque<>(seen);
        while (!unseen.isEmpty()) {
            String next = unseen.remove();
            Optional<ClassFacts> type = find(next, own);
            if (seen.size() > MAX_SUPERTYPES
                    || next.equals(PROVIDER)
                    || (type.isEmpty() && !next.startsWith("java.") && !API.contains(next))) {
                return true;
            }
            type.map(ClassFacts::supertypes).orElse(List.of()).stream()
                    .filter(seen::add)
                    .forEach(unseen::add);
        }
        return false;
    }
}
