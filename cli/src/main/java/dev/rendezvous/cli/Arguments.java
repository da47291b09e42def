package dev.rendezvous.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The arguments as they were typed. With {@code LC_ALL=C} Java puts a question mark or U+FFFD in place of each byte that is not
 * ASCII. On Linux the bytes can be read again; elsewhere such arguments are refused, rather than taken for something else.
 */
final class Arguments {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private Arguments() {}

    /** {@return the arguments; empty if the locale has replaced a part of them that cannot be read again} */
    static Optional<String[]> of(String... arguments) {
        String encoding = System.getProperty("sun.jnu.encoding", "").toUpperCase(Locale.ROOT);
        boolean isAscii = encoding.equals("ANSI_X3.4-1968") || encoding.equals("US-ASCII") || encoding.equals("646");
        return isAscii ? recovered(COMMAND_LINE, arguments) : Optional.of(arguments);
    }

    static Optional<String[]> recovered(Path commandLine, String... arguments) {
        if (List.of(arguments).stream().noneMatch(Arguments::mayBeReplaced)) {
            return Optional.of(arguments);
        }
        try {
            List<byte[]> words = words(Files.readAllBytes(commandLine));
            if (words.size() < arguments.length) {
                return Optional.empty();
            }
            String[] typed = new String[arguments.length];
            for (int i = 0; i < typed.length; i++) {
                byte[] word = words.get(words.size() - typed.length + i);
                typed[i] = UTF_8.newDecoder().decode(ByteBuffer.wrap(word)).toString();
            }
            return Optional.of(typed);
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    private static boolean mayBeReplaced(String argument) {
        return argument.indexOf('?') >= 0 || argument.chars().anyMatch(c -> c > 0x7e);
    }

    /** Each word ends with a zero. */
    private static List<byte[]> words(byte[] commandLine) {
        List<byte[]> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < commandLine.length; i++) {
            if (commandLine[i] == 0) {
                words.add(Arrays.copyOfRange(commandLine, start, i));
                start = i + 1;
            }
        }
        return words;
    }
}
