package dev.rendezvous.cli.store;

import dev.rendezvous.index.text.Quote;
import dev.rendezvous.tcpstore.Dialect;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a dialect as the release of PyTorch that speaks it. */
final class StoreDialectConverter implements ITypeConverter<Dialect> {

    @Override
    public Dialect convert(String text) {
        return switch (text) {
            case "current" -> Dialect.CURRENT;
            case "1.13" -> Dialect.LEGACY_1_13;
            default ->
                throw new TypeConversionException(Quote.text(text) + " is not a dialect; expected current or 1.13");
        };
    }
}
