package dev.rendezvous.cli.archive;

import java.nio.file.Path;

/**
 * Where an archive is, or will be, and the files beside it.
 *
 * @param path its absolute path
 */
record ArchiveFile(Path path) {

    Path folder() {
        return path.resolveSibling("");
    }

    /** {@return the file that says why the archive could not be made} */
    Path report() {
        return beside(".failed");
    }

    /** {@return the file with the number of bytes of the archive, which is written last} */
    Path size() {
        return beside(".size");
    }

    /** {@return the file that becomes the archive when it is complete} */
    Path draft() {
        return beside(".draft");
    }

    private Path beside(String ending) {
        return path.resolveSibling(path.getFileName() + ending);
    }
}
