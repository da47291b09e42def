/** Elastic groups whose nodes are real processes, some of which are killed, frozen or started twice. */
@NullMarked
package dev.rendezvous.integration.elastic;

import org.jspecify.annotations.NullMarked;
