package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.MemberCell;
import dev.rendezvous.engine.cell.MemberCell.Seen;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Operation.Put;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Breaks one rule from outside. Without a breakage it does nothing. */
final class Sabotage {

    private static final long OLD = 6 * Agenda.S;

    private final Variant variant;
    private final Dice dice;
    private final Agenda agenda;
    private final Supplier<ModelService> service;
    private final Map<SimNode, Snapshot> events = new HashMap<>();
    private final Map<SimNode, Snapshot> beforeRound = new HashMap<>();
    private final Map<SimNode, Snapshot> beforeMembers = new HashMap<>();
    private final Map<SimNode, Put> blind = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private boolean led;

    Sabotage(Variant variant, Dice dice, Agenda agenda, Supplier<ModelService> service) {
        this.variant = variant;
        this.dice = dice;
        this.agenda = agenda;
        this.service = service;
    }

    /** An answer for an operation that is not carried out. */
    @Nullable
    Answer instead(SimNode node, Operation operation) {
        if (operation instanceof Operation.Grant
                && variant.breaks(Breakage.FINISHED_WITHOUT_LEASE)
                && node.hasFinished()) {
            return Desk.silence();
        }
        if (!(operation instanceof Put put)) {
            return null;
        }
        if (variant.breaks(Breakage.LEFT_UNTOLD) && put.value().contains("end=left")) {
            return new Answer.Written(new WriteOutcome.Applied(1, 1));
        }
        if (variant.breaks(Breakage.NOTHING_PUT_AGAIN) && isToldAgain(node, put)) {
            return new Answer.Written(new WriteOutcome.Applied(1, 1));
        }
        boolean mayNot = (variant.breaks(Breakage.PREDECESSOR_LEADS) && !mayLead(node, put))
                || (variant.breaks(Breakage.NO_TAKE_OVER) && put.key().equals(Keys.STATUS) && isTakeOver(put));
        return mayNot
                ? new Answer.Written(
                        new WriteOutcome.Conflict(service.get().now().get(put.key())))
                : null;
    }

    private boolean isToldAgain(SimNode node, Put put) {
        boolean own = put.key().startsWith(Keys.ENDS)
                || (put.key().equals(Keys.SEAL) && put.value().contains("closed="));
        return own && !told.add(node.name() + " " + put.key());
    }

    private boolean isTakeOver(Put put) {
        boolean creates = service.get().cell(put.key()) == null;
        boolean again = led && creates;
        led |= creates;
        return again;
    }

    private boolean mayLead(SimNode node, Put put) {
        return !put.key().equals(Keys.SEAL)
                || service.get().now().list(Keys.MEMBERS).stream()
                                .mapToLong(Entry::order)
                                .min()
                                .orElse(0)
                        == node.order();
    }

    Operation altered(SimNode node, Operation operation) {
        if (variant.breaks(Breakage.TURN_DELETED_AT_CLOSE)
                && operation instanceof Operation.DeleteAll all
                && all.prefix().endsWith("/m/")) {
            return new Operation.DeleteAll(
                    all.prefix().substring(0, all.prefix().length() - 2));
        }
        if (!(operation instanceof Put put)) {
            return operation;
        }
        if (variant.breaks(Breakage.FINISHED_IS_LEASED) && put.value().contains("end=finished")) {
            return new Put(put.key(), put.value(), put.precondition(), node.lease());
        }
        return operation;
    }

    void sent(SimNode node, Operation operation) {
        if (operation instanceof Put put && put.key().equals(Keys.SEAL) && variant.breaks(Breakage.BLIND_RETRY)) {
            blind.put(node, put);
        }
    }

    /** The write is sent again with the old content and the version that was just read. */
    void answered(SimNode node, Answer answer) {
        if (!variant.breaks(Breakage.BLIND_RETRY)) {
            return;
        }
        if (answer instanceof Answer.Written) {
            blind.remove(node);
        }
        @Nullable Put put = blind.get(node);
        if (put == null || !(answer instanceof Answer.Listed)) {
            return;
        }
        blind.remove(node);
        @Nullable Cell seal = service.get().cell(Keys.SEAL);
        if (seal != null && !put.value().contains("closed=")) {
            long version = seal.version();
            agenda.after(
                    2 * Agenda.MS, () -> service.get().put(Keys.SEAL, put.value(), Precondition.version(version), 0));
        }
    }

    /** What a list is read from instead of the truth. */
    @Nullable
    Snapshot view(SimNode node, String prefix) {
        Snapshot now = service.get().now();
        if (prefix.equals(Keys.ROUND)) {
            beforeRound.put(node, now);
            return variant.breaks(Breakage.EVENTS_AS_DATA) ? events.get(node) : null;
        }
        if (prefix.equals(Keys.MEMBERS)) {
            beforeMembers.put(node, now);
            return members(node);
        }
        return prefix.equals(Keys.ENDS) && variant.breaks(Breakage.ENDS_BEFORE_MEMBERS) ? endsBefore(node) : null;
    }

    private @Nullable Snapshot members(SimNode node) {
        if (variant.breaks(Breakage.STALE_MEMBERS)) {
            return service.get().asOf(agenda.now() - dice.between(0, OLD));
        }
        if (!variant.breaks(Breakage.MEMBERS_BEFORE_SEAL) || !beforeRound.containsKey(node)) {
            return null;
        }
        return service.get().asOf(beforeRound.get(node).at() - dice.between(1, 20 * Agenda.MS));
    }

    private Snapshot endsBefore(SimNode node) {
        long at = beforeMembers.containsKey(node) ? beforeMembers.get(node).at() : agenda.now();
        return service.get().asOf(at - dice.between(1, 20 * Agenda.MS));
    }

    List<Entry> entries(SimNode node, String prefix, List<Entry> entries) {
        if (prefix.equals(Keys.MEMBERS)) {
            return entries.stream()
                    .filter(entry -> !hides(node, entry))
                    .map(this::alteredMember)
                    .toList();
        }
        if (prefix.equals(Keys.ROUND) && variant.breaks(Breakage.FULL_UNTOLD)) {
            return entries.stream().map(entry -> withoutFull(node, entry)).toList();
        }
        return prefix.equals(Keys.ENDS) ? entries.stream().map(this::alteredEnd).toList() : entries;
    }

    private static Entry withoutFull(SimNode node, Entry entry) {
        boolean own = entry.value().contains("lease=" + node.lease() + " ");
        String value = own ? entry.value() : entry.value().replaceAll(" full=\\w+", "");
        return new Entry(entry.key(), value, entry.version(), entry.order());
    }

    private boolean hides(SimNode node, Entry entry) {
        if (variant.breaks(Breakage.WALL_CLOCKS)) {
            MemberCell cell = MemberCell.read(entry.key(), entry.value());
            long heartbeat = service.get().confirmedAt(cell.lease()) + wallOffset(cell.nonce());
            return heartbeat + 15 * Agenda.S < agenda.now() + wallOffset(node.nonce());
        }
        if (!variant.breaks(Breakage.WANTS_NUMBER)) {
            return false;
        }
        Optional<Seal> seal = service.get().now().get(Keys.SEAL).map(cell -> Seal.read(cell.key(), cell.value()));
        MemberCell cell = MemberCell.read(entry.key(), entry.value());
        return seal.filter(last -> !last.members().contains(entry.order()) && cell.done() != last.number())
                .isPresent();
    }

    /** Up to 40 seconds ahead or behind. */
    private static long wallOffset(String nonce) {
        return (Math.floorMod(nonce.hashCode(), 81) - 40) * Agenda.S;
    }

    private Entry alteredMember(Entry entry) {
        boolean base = variant.breaks(Breakage.NO_BASE_NUMBER);
        if (!base && !variant.breaks(Breakage.NO_SEEN)) {
            return entry;
        }
        MemberCell cell = MemberCell.read(entry.key(), entry.value());
        boolean forgotten = service.get().cell(Keys.SEAL) == null;
        MemberCell blank = new MemberCell(
                cell.nonce(),
                cell.lease(),
                base && forgotten ? 0 : cell.done(),
                cell.settings(),
                cell.drain(),
                Seen.NOTHING,
                cell.address(),
                cell.host(),
                cell.pid(),
                cell.labels());
        return new Entry(entry.key(), blank.line(), entry.version(), entry.order());
    }

    private Entry alteredEnd(Entry entry) {
        if (variant.breaks(Breakage.ROOT_BY_MEMBER_KEY)
                && Keys.orderOf(entry.key()).isPresent()) {
            return new Entry(
                    entry.key(),
                    entry.value(),
                    entry.version(),
                    Keys.orderOf(entry.key()).getAsLong());
        }
        if (variant.breaks(Breakage.RESTARTABLE_IGNORED) && entry.value().contains("end=failed")) {
            String value = entry.value().replace(" restartable=1", "") + " restartable=1";
            return new Entry(entry.key(), value, entry.version(), entry.order());
        }
        return entry;
    }

    boolean passesHint(SimNode node, String prefix, Cell cell, boolean gone) {
        if (variant.breaks(Breakage.NO_WATCH_ON_ENDS) && prefix.equals(Keys.ENDS)) {
            return false;
        }
        if (variant.breaks(Breakage.PREDECESSOR_LEADS) && prefix.equals(Keys.MEMBERS)) {
            return gone && cell.order() < node.order() && isPredecessor(node, cell);
        }
        return true;
    }

    private boolean isPredecessor(SimNode node, Cell cell) {
        return service.get().now().list(Keys.MEMBERS).stream()
                .noneMatch(entry -> entry.order() > cell.order() && entry.order() < node.order());
    }

    void hinted(SimNode node, String prefix, Snapshot data) {
        if (prefix.equals(Keys.ROUND)) {
            events.put(node, data);
        }
    }

    boolean losesHint(SimNode node) {
        return variant.breaks(Breakage.HINT_LOST_DURING_READ) && node.isReading();
    }
}
