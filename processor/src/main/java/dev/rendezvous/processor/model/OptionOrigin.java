package dev.rendezvous.processor.model;

import java.util.Optional;

/**
 * Where an option of a backend is written.
 *
 * @param set the item of {@code optionsFrom} whose class declares it; empty where the backend itself does
 * @param index its place among the options that are declared there
 */
public record OptionOrigin(Optional<Integer> set, int index) {}
