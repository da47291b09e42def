package dev.rendezvous.c10d.state;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The releases of PyTorch that can meet each other. Their states differ, and from 2.3 on the keys that their agents set, although the
 * states of 2.3, 2.4 and 2.5 look the same.
 */
public enum Family {
    /** PyTorch 1.13. */
    V1_13("1.13", "1.13", "fqdn", false, false),
    /** PyTorch 2.0 to 2.2. */
    V2_0("2.0", "2.0 to 2.2", "addr", false, false),
    /** PyTorch 2.3. */
    V2_3("2.3", "2.3", "addr", true, false),
    /** PyTorch 2.4. */
    V2_4("2.4", "2.4", "addr", true, false),
    /** PyTorch 2.5. */
    V2_5("2.5", "2.5", "addr", true, false),
    /** PyTorch 2.6 and later. */
    V2_6("2.6", "2.6 and later", "addr", true, true);

    private static final Pattern RELEASE = Pattern.compile("([12])\\.(\\d{1,3})(\\..{1,40})?");
    private static final int ONLY_MINOR_OF_1 = 13;

    private final String option;
    private final String releases;
    private final String nameField;
    private final boolean hasRedundancyList;
    private final boolean isAware;

    Family(String option, String releases, String nameField, boolean hasRedundancyList, boolean isAware) {
        this.option = option;
        this.releases = releases;
        this.nameField = nameField;
        this.hasRedundancyList = hasRedundancyList;
        this.isAware = isAware;
    }

    /**
     * {@return the family of a release}
     *
     * @param release such as {@code 2.4} or {@code 2.4.1}
     * @throws IllegalArgumentException if it is not a release that can be met
     */
    public static Family of(String release) {
        Matcher matcher = RELEASE.matcher(release.strip());
        if (matcher.matches()) {
            int minor = Integer.parseInt(matcher.group(2));
            if (matcher.group(1).equals("2")) {
                return of2(minor);
            }
            if (minor == ONLY_MINOR_OF_1) {
                return V1_13;
            }
        }
        throw new IllegalArgumentException(
                "\"" + release + "\" is not a release of PyTorch that can be met; expected one of "
                        + Arrays.stream(values()).map(Family::option).collect(Collectors.joining(", ")));
    }

    private static Family of2(int minor) {
        return switch (minor) {
            case 0, 1, 2 -> V2_0;
            case 3 -> V2_3;
            case 4 -> V2_4;
            case 5 -> V2_5;
            default -> V2_6;
        };
    }

    /** {@return the first release, as the option names it} */
    public String option() {
        return option;
    }

    /** {@return whether the state has a list of nodes that stand by} */
    public boolean hasRedundancyList() {
        return hasRedundancyList;
    }

    /** {@return the field of a node that has its name} */
    String nameField() {
        return nameField;
    }

    /** {@return whether moments have a time zone} */
    boolean isAware() {
        return isAware;
    }

    /** {@return the releases, for people} */
    @Override
    public String toString() {
        return "PyTorch " + releases;
    }
}
