package dev.rendezvous.launcher.torch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rendezvous.RendezvousStateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ranks of the workers of one agent.
 *
 * @param firstRank of its first worker
 * @param worldSize how many workers the round has
 * @param firstRoleRank of its first worker among those of its role
 * @param roleWorldSize how many workers have its role
 */
public record RankAssignment(int firstRank, int worldSize, int firstRoleRank, int roleWorldSize) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int NUMBERS = 4;

    /**
     * {@return the ranks of all, in the order of the agents}
     *
     * @param agents in the order of their ranks
     */
    static List<RankAssignment> of(List<RoleInfo> agents) {
        int worldSize = agents.stream().mapToInt(RoleInfo::workers).sum();
        Map<String, Integer> roles = new HashMap<>();
        agents.forEach(agent -> roles.merge(agent.role(), agent.workers(), Integer::sum));
        Map<String, Integer> next = new HashMap<>();
        List<RankAssignment> assigned = new ArrayList<>();
        int first = 0;
        for (RoleInfo agent : agents) {
            int inRole = next.getOrDefault(agent.role(), 0);
            assigned.add(new RankAssignment(first, worldSize, inRole, roles.getOrDefault(agent.role(), 0)));
            next.put(agent.role(), inRole + agent.workers());
            first += agent.workers();
        }
        return assigned;
    }

    /** {@return the text, with the blanks of Python} */
    String toJson() {
        return "[" + firstRank + ", " + worldSize + ", " + firstRoleRank + ", " + roleWorldSize + "]";
    }

    /**
     * {@return what a text says}
     *
     * @param key where it was, for the message
     * @throws RendezvousStateException if it says nothing of this kind
     */
    static RankAssignment parse(String key, String text) {
        int[] numbers = new int[NUMBERS];
        try (JsonParser json = JSON.createParser(text)) {
            boolean right = json.nextToken() == JsonToken.START_ARRAY;
            for (int i = 0; i < NUMBERS; i++) {
                right = right && json.nextToken() == JsonToken.VALUE_NUMBER_INT;
                numbers[i] = right ? json.getIntValue() : -1;
            }
            if (right && json.nextToken() == JsonToken.END_ARRAY && isPossible(numbers)) {
                return new RankAssignment(numbers[0], numbers[1], numbers[2], numbers[3]);
            }
        } catch (IOException e) {
            throw damaged(key);
        }
        throw damaged(key);
    }

    private static boolean isPossible(int[] numbers) {
        return numbers[0] >= 0 && numbers[0] < numbers[1] && numbers[2] >= 0 && numbers[2] < numbers[3];
    }

    private static RendezvousStateException damaged(String key) {
        return new RendezvousStateException("the value of " + key
                + " is damaged; expected [FIRST RANK, WORLD SIZE, FIRST ROLE RANK, ROLE WORLD SIZE]");
    }
}
