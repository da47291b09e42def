package dev.rendezvous.engine.decision;

import dev.rendezvous.engine.cell.RunSettings;
import java.util.Set;

/**
 * The node that decides.
 *
 * @param id its id
 * @param settings its settings
 * @param rankBy how it orders members
 * @param rules the rules it keeps
 */
public record Leader(String id, RunSettings settings, RankBy rankBy, Set<Rule> rules) {}
