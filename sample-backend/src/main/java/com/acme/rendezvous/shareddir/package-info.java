/**
 * An example of an out-of-tree backend: the nodes of a run meet in a directory to which all of them can write.
 *
 * <p>Nothing here is public. Applications ask for {@code testbackend} by name. The annotation processor generates the provider
 * from {@link com.acme.rendezvous.shareddir.SharedDirectoryHandler}.
 */
@NullMarked
package com.acme.rendezvous.shareddir;

import org.jspecify.annotations.NullMarked;
