package dev.rendezvous.engine.decision;

import dev.rendezvous.engine.cell.CellFormatException;
import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.MemberCell;
import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.spi.Entry;
import java.util.Optional;

/**
 * A living node. One whose cell cannot be read is there and has stopped nothing: to take it for gone could make two rounds live at once.
 *
 * @param key its key
 * @param order its order
 * @param version the version of its key
 * @param cell its cell, if it can be read
 */
public record MemberEntry(String key, long order, long version, Optional<MemberCell> cell) {

    static MemberEntry of(Entry entry) {
        return new MemberEntry(entry.key(), entry.order(), entry.version(), cell(entry));
    }

    private static Optional<MemberCell> cell(Entry entry) {
        try {
            return Optional.of(MemberCell.read(entry.key(), entry.value()));
        } catch (CellFormatException e) {
            return Optional.empty();
        }
    }

    /** {@return the last round that it has stopped its work of} */
    public long done() {
        return cell.map(MemberCell::done).orElse(0L);
    }

    /** {@return whether it may be in a round with these settings} */
    boolean isEligible(RunSettings settings) {
        return cell.isPresent() && !cell.get().drain() && cell.get().settings().equals(settings);
    }

    boolean drains() {
        return cell.isPresent() && cell.get().drain();
    }

    /** {@return the id of the node} */
    public String id() {
        return Keys.idOf(key);
    }

    /** {@return its address and process for messages} */
    public String describe() {
        return Keys.nameOf(key, cell);
    }
}
