package dev.rendezvous.launcher.plan;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code --env}: names of profiles, or {@code none} alone. */
final class ProfileOption {

    private static final String NONE = "none";

    /** From outside a worker that trains alone looks as one that trains with the others. */
    private static final String DMLC_NOTE =
            "--env dmlc is for XGBoost up to 2.x and MXNet: XGBoost 3 ignores the variables DMLC_*, and each"
                    + " worker would train alone; pass it dmlc_tracker_uri, dmlc_tracker_port and dmlc_task_id as parameters, as"
                    + " XgboostWorld of rendezvous-boost does";

    private ProfileOption() {}

    static Set<Workers.Profile> read(Options options) {
        Set<Workers.Profile> profiles = EnumSet.noneOf(Workers.Profile.class);
        List<String> names = List.of(options.text(RunOption.ENV).split(",", -1));
        for (String name : names) {
            boolean isNone = name.strip().equals(NONE) && names.size() == 1;
            if (!isNone) {
                profiles.add(profile(options, name));
            }
        }
        return profiles;
    }

    /** {@return what the user should know about these profiles} */
    static List<String> notes(Set<Workers.Profile> profiles) {
        return profiles.contains(Workers.Profile.DMLC) ? List.of(DMLC_NOTE) : List.of();
    }

    private static Workers.Profile profile(Options options, String name) {
        return Arrays.stream(Workers.Profile.values())
                .filter(profile -> profile.name().toLowerCase(Locale.ROOT).equals(name.strip()))
                .findFirst()
                .orElseThrow(
                        () -> options.wrong(RunOption.ENV, name, "a list of torch, dmlc and lightgbm, or none alone"));
    }
}
