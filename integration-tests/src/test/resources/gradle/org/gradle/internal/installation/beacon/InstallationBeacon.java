package org.gradle.internal.installation.beacon;

/** Gradle finds its home by the jar that this class is in. The published jar leaves it out. */
public final class InstallationBeacon {}
