package dev.rendezvous.c10d.state;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows states as the fixtures do: as JSON, in the order of Python. */
final class StateText {

    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter TO_THE_MICROSECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

    private StateText() {}

    static String of(RunState state, Family family) {
        List<String> fields = new ArrayList<>();
        fields.add("\"round\": " + state.round());
        fields.add("\"complete\": " + state.complete());
        fields.add("\"deadline\": "
                + state.deadline().map(moment -> time(moment, family)).orElse("null"));
        fields.add("\"closed\": " + state.closed());
        fields.add("\"participants\": " + mapping(state.participants(), String::valueOf));
        fields.add("\"wait_list\": " + list(state.waitList()));
        if (family.hasRedundancyList()) {
            fields.add("\"redundancy_list\": " + list(state.redundancyList()));
        }
        fields.add("\"last_heartbeats\": " + mapping(state.heartbeats(), moment -> time(moment, family)));
        return "{" + String.join(", ", fields) + "}";
    }

    private interface Show<T> {
        String text(T value);
    }

    private static <T> String mapping(Map<Node, T> entries, Show<T> show) {
        return entries.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": " + show.text(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String list(Collection<Node> nodes) {
        return nodes.stream().map(node -> "\"" + node + "\"").sorted().collect(Collectors.joining(", ", "[", "]"));
    }

    private static String time(Instant moment, Family family) {
        LocalDateTime time = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
        boolean whole = moment.equals(moment.truncatedTo(ChronoUnit.SECONDS));
        DateTimeFormatter format = whole ? TO_THE_SECOND : TO_THE_MICROSECOND;
        return "\"" + format.format(time) + (family.isAware() ? "+00:00" : "") + "\"";
    }
}
