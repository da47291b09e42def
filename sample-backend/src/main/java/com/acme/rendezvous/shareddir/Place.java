package com.acme.rendezvous.shareddir;

/** A place in a round, which is this node's for as long as it holds the claim. */
record Place(Round round, int rank, FileClaim claim) {}
