package dev.rendezvous.cli.inspect.artifact;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file, wherever it lies. They can be asked for again. */
interface Content {

    InputStream open() throws IOException;
}
