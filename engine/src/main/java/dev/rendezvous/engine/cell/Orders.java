package dev.rendezvous.engine.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The members of a round: their orders, in rank order. As text it is a list of runs: {@code 17+3,-10,+2} is 17 to 20, then 10, then 12. The
 * first number is absolute, the others are differences to the number before; {@code +3} behind a number means three successors.
 */
public final class Orders {

    /** The most members that a round has. */
    public static final int MAX = 100_000;

    private static final Orders NONE = new Orders(new long[0]);

    private final long[] orders;

    private Orders(long[] orders) {
        this.orders = orders;
    }

    /** {@return no members} */
    public static Orders none() {
        return NONE;
    }

    /** {@return the members with these orders, in rank order} */
    public static Orders of(List<Long> orders) {
        return new Orders(orders.stream().mapToLong(Long::longValue).toArray());
    }

    /** {@return how many there are} */
    public int size() {
        return orders.length;
    }

    /** {@return the rank of an order, or -1} */
    public int rankOf(long order) {
        for (int rank = 0; rank < orders.length; rank++) {
            if (orders[rank] == order) {
                return rank;
            }
        }
        return -1;
    }

    /** {@return whether the order is a member} */
    public boolean contains(long order) {
        return rankOf(order) >= 0;
    }

    /** {@return the orders, in rank order} */
    public List<Long> list() {
        return Arrays.stream(orders).boxed().toList();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < orders.length) {
            int run = at;
            while (run + 1 < orders.length && orders[run + 1] == orders[run] + 1) {
                run++;
            }
            appendRun(text, at, run);
            at = run + 1;
        }
        return text.toString();
    }

    private void appendRun(StringBuilder text, int from, int to) {
        if (from == 0) {
            text.append(orders[0]);
        } else {
            long difference = orders[from] - orders[from - 1];
            text.append(',').append(difference > 0 ? "+" : "").append(difference);
        }
        if (to > from) {
            text.append('+').append(to - from);
        }
    }

    static Orders parse(FieldReader reader, String name, int expected) {
        String text = reader.text(name, "");
        List<Long> orders = new ArrayList<>(expected);
        for (String run : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            addRun(reader, name, run, orders, expected);
        }
        Set<Long> distinct = new HashSet<>(orders);
        if (orders.size() != expected || distinct.size() != expected) {
            throw reader.unexpected(name, "expected " + expected + " different members, but found " + distinct.size());
        }
        return of(orders);
    }

    private static void addRun(FieldReader reader, String name, String run, List<Long> orders, int expected) {
        int plus = run.indexOf('+', 1);
        String head = plus < 0 ? run : run.substring(0, plus);
        int more = plus < 0 ? 0 : (int) reader.parsed(name, run.substring(plus + 1), 1, MAX);
        long first = first(reader, name, head, orders);
        if (first < 1 || first > Long.MAX_VALUE - more || orders.size() + 1 + more > expected) {
            throw reader.unexpected(
                    name,
                    "expected " + expected + " positive orders, but found the run " + FieldReader.quoted(run)
                            + " after " + orders.size());
        }
        for (int i = 0; i <= more; i++) {
            orders.add(first + i);
        }
    }

    private static long first(FieldReader reader, String name, String head, List<Long> orders) {
        long number = reader.parsed(name, head, -Long.MAX_VALUE, Long.MAX_VALUE);
        long last = orders.isEmpty() ? 0 : orders.get(orders.size() - 1);
        return number > 0 && last > Long.MAX_VALUE - number ? -1 : last + number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Orders that && Arrays.equals(orders, that.orders);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(orders);
    }

    @Override
    public String toString() {
        return text();
    }
}
