package com.acme.rendezvous.shareddir;

import java.time.Duration;

/** Durations in messages. */
final class Texts {

    private Texts() {}

    /** Milliseconds below ten seconds, otherwise seconds. */
    static String of(Duration time) {
        return time.toSeconds() < 10 ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }
}
