/**
 * A backend out of tree, as an example to copy: the nodes of a run meet in a directory that all of them can write to.
 *
 * <p>Nothing here is public. Applications ask for {@code testbackend} by name, and get it through the provider that the
 * annotation processor generates from {@link com.acme.rendezvous.shareddir.SharedDirectoryHandler}.
 */
@NullMarked
package com.acme.rendezvous.shareddir;

import org.jspecify.annotations.NullMarked;
