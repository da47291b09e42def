package dev.rendezvous.cli.text;

import dev.rendezvous.index.text.Quote;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes, written as the JVM's {@code -Xmx} has it. */
public final class SizeConverter implements ITypeConverter<Long> {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})([kmg]?)");

    @Override
    public Long convert(String text) {
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw notASize(text);
        }
        try {
            long bytes = Math.multiplyExact(Long.parseLong(size.group(1)), unit(size.group(2)));
            if (bytes > 0) {
                return bytes;
            }
        } catch (ArithmeticException e) {
            // More than a long holds.
        }
        throw notASize(text);
    }

    private static long unit(String letter) {
        return switch (letter) {
            case "k" -> 1L << 10;
            case "m" -> 1L << 20;
            case "g" -> 1L << 30;
            default -> 1;
        };
    }

    private static TypeConversionException notASize(String text) {
        return new TypeConversionException(
                Quote.text(text) + " is not a size; expected a number of bytes from 1, such as 65536, 64k, 512m or 2g");
    }
}
