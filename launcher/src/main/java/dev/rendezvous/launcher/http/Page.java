package dev.rendezvous.launcher.http;

/**
 * An answer.
 *
 * @param code the status code, such as 200
 * @param type the media type
 * @param body the text
 */
public record Page(int code, String type, String body) {

    /**
     * {@return a page for people}
     *
     * @param code the status code
     * @param line one line
     */
    public static Page text(int code, String line) {
        return new Page(code, "text/plain; charset=utf-8", line + "\n");
    }
}
