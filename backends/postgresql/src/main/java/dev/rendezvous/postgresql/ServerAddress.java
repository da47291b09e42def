package dev.rendezvous.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Where the database is: what the endpoint says.
 *
 * @param url a URL of JDBC without properties
 * @param properties those of the URL that was given; they may hold a password
 */
record ServerAddress(String url, Properties properties) {

    private static final String SCHEME = "jdbc:postgresql:";
    private static final String EXPECTED =
            "; expected jdbc:postgresql://HOST:PORT/DATABASE, or HOST:PORT/DATABASE, for example"
                    + " db1:5432,db2:5432/jobs";

    /** One server of the list. */
    record Host(String name, int port) {

        @Override
        public String toString() {
            return name + ":" + port;
        }
    }

    /**
     * Parses an endpoint.
     *
     * @param endpoint a URL of JDBC, or what follows {@code jdbc:postgresql://} in one
     * @throws IllegalArgumentException if it is neither, or has a property that the driver does not know
     */
    static ServerAddress parse(String endpoint) {
        if (endpoint.isBlank()) {
            throw new IllegalArgumentException("the endpoint is empty" + EXPECTED);
        }
        String full = endpoint.startsWith("jdbc:") ? endpoint : SCHEME + "//" + endpoint;
        int query = full.indexOf('?');
        String plain = withDatabase(query < 0 ? full : full.substring(0, query));
        Properties properties = full.startsWith(SCHEME) && !plain.contains("@") && !endpoint.startsWith("postgres")
                ? Driver.parseURL(query < 0 ? plain : plain + full.substring(query), new Properties())
                : null;
        if (properties == null) {
            throw new IllegalArgumentException("the endpoint is not the address of a PostgreSQL database" + EXPECTED
                    + "; the user is the config key user");
        }
        requireKnown(properties);
        return new ServerAddress(plain, properties);
    }

    /** Without a database in the URL it is the one with the name of the user, as with every client of PostgreSQL. */
    private static String withDatabase(String url) {
        int host = url.indexOf("//");
        return host < 0 || url.indexOf('/', host + 2) >= 0 ? url : url + "/";
    }

    private static void requireKnown(Properties properties) {
        for (String name : properties.stringPropertyNames()) {
            if (PGProperty.forName(name) == null) {
                throw new IllegalArgumentException("the endpoint has the property " + name
                        + ", which the driver of PostgreSQL does not know; properties such as sslmode and currentSchema are"
                        + " spelled as on the driver's page");
            }
        }
    }

    List<Host> hosts() {
        String[] names = property(PGProperty.PG_HOST).split(",", -1);
        String[] ports = property(PGProperty.PG_PORT).split(",", -1);
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            hosts.add(new Host(names[i], Integer.parseInt(ports[i])));
        }
        return hosts;
    }

    Optional<String> user() {
        return Optional.ofNullable(properties.getProperty(PGProperty.USER.getName()));
    }

    private String property(PGProperty property) {
        return properties.getProperty(property.getName(), "");
    }

    /** The servers and the database, without properties, which may be secret. */
    @Override
    public String toString() {
        String database = property(PGProperty.PG_DBNAME);
        String hosts = String.join(",", hosts().stream().map(Host::toString).toList());
        return database.isEmpty() ? hosts : hosts + "/" + database;
    }
}
