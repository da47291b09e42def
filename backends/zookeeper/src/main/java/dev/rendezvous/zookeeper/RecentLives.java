package dev.rendezvous.zookeeper;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The lives of the keys that were read or written last, so that most writes need no read before. Thread-safe. */
final class RecentLives {

    private static final int MOST = 1024;

    private final Map<String, Cell.Life> lives = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cell.Life> eldest) {
            return size() > MOST;
        }
    };

    void note(Cell cell) {
        note(cell.key(), cell.life());
    }

    synchronized void note(String key, Cell.Life life) {
        Cell.Life known = lives.get(key);
        if (known == null || known.version() < life.version()) {
            lives.put(key, life);
        }
    }

    synchronized Optional<Cell.Life> at(String key, long version) {
        return Optional.ofNullable(lives.get(key)).filter(life -> life.version() == version);
    }
}
