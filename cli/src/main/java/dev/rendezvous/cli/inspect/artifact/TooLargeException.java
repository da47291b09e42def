package dev.rendezvous.cli.inspect.artifact;

import java.io.IOException;

/** A file has more bytes than anything of its kind. The message goes on where a sentence began with "it". */
final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
        super(message);
    }
}
