package dev.rendezvous.benchmarks;

import org.atteo.classindex.IndexAnnotated;

/** Has ClassIndex list the annotated classes, as its users have it. */
@IndexAnnotated
public @interface Indexed {}
