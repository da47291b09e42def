package dev.rendezvous;

import java.util.regex.Pattern;

/** Shows an endpoint in whatever form its backend takes, without what may be a secret. */
final class EndpointText {

    /** User and password in front of the host of an address: everything up to the last {@code @} before a slash. */
    private static final Pattern USER_INFO = Pattern.compile("(^|//|,)([^/,?]*@)");

    /** Parameters of an address, as JDBC URLs have them: {@code ?user=..&password=..} and {@code ;password=..}. */
    private static final Pattern PARAMETERS = Pattern.compile("[?;].*", Pattern.DOTALL);

    private EndpointText() {}

    static String withoutSecrets(String endpoint) {
        String shown = PARAMETERS.matcher(endpoint).replaceFirst("");
        return USER_INFO.matcher(shown).replaceAll("$1");
    }
}
