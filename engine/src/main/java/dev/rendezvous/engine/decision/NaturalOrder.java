package dev.rendezvous.engine.decision;

import java.util.Comparator;

/** Compares text so that runs of digits count as numbers: {@code host-9} comes before {@code host-10}. */
enum NaturalOrder implements Comparator<String> {
    /** The order. */
    INSTANCE;

    @Override
    public int compare(String left, String right) {
        int l = 0;
        int r = 0;
        while (l < left.length() && r < right.length()) {
            int lEnd = endOfPart(left, l);
            int rEnd = endOfPart(right, r);
            int difference = compareParts(left.substring(l, lEnd), right.substring(r, rEnd));
            if (difference != 0) {
                return difference;
            }
            l = lEnd;
            r = rEnd;
        }
        int rest = Integer.compare(left.length() - l, right.length() - r);
        return rest != 0 ? rest : left.compareTo(right);
    }

    private static int endOfPart(String text, int from) {
        int end = from + 1;
        while (isDigit(text.charAt(from)) && end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int compareParts(String left, String right) {
        if (!isDigit(left.charAt(0)) || !isDigit(right.charAt(0))) {
            return left.compareTo(right);
        }
        String l = left.replaceFirst("^0+(?=.)", "");
        String r = right.replaceFirst("^0+(?=.)", "");
        return l.length() != r.length() ? Integer.compare(l.length(), r.length()) : l.compareTo(r);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
