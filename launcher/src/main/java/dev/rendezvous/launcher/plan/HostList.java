package dev.rendezvous.launcher.plan;

import java.util.Optional;

/** The first host of Slurm's lists of hosts, such as {@code n[01-03,7],m1}. */
final class HostList {

    private HostList() {}

    /** {@return the first host; empty if the text is not a list of hosts} */
    static Optional<String> first(String text) {
        StringBuilder host = new StringBuilder();
        int i = 0;
        while (i < text.length() && text.charAt(i) != ',') {
            if (text.charAt(i) != '[') {
                host.append(text.charAt(i++));
                continue;
            }
            int end = text.indexOf(']', i);
            if (end < 0) {
                return Optional.empty();
            }
            host.append(text.substring(i + 1, end).split("[-,]", -1)[0]);
            i = end + 1;
        }
        return Optional.of(host.toString()).filter(name -> !name.isBlank());
    }
}
