package dev.rendezvous.cli.text;

import dev.rendezvous.index.declaration.ValueType;
import dev.rendezvous.index.text.Quote;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as the config of a backend does, so that there is one way to write them. */
public final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        return ValueType.parseDuration(text)
                .filter(duration -> !duration.isZero())
                .orElseThrow(() -> new TypeConversionException(
                        Quote.text(text) + " is not " + ValueType.DURATION.expected() + ", and more than zero"));
    }
}
