package dev.rendezvous.launcher.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One request and its answer on one connection, which is closed after it. */
final class HttpExchange {

    private static final int LARGEST_HEAD = 8 * 1024;
    private static final String END_OF_HEAD = "\r\n\r\n";

    /** A page of ours is files and data of this server alone; what a job calls itself must not become a script. */
    private static final String SAFETY =
            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';"
                    + " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
                    + "X-Content-Type-Options: nosniff\r\n"
                    + "Referrer-Policy: no-referrer\r\n";

    private final Socket socket;
    private final Pages pages;
    private final HostRule hosts;

    HttpExchange(Socket socket, Pages pages, HostRule hosts) {
        this.socket = socket;
        this.pages = pages;
        this.hosts = hosts;
    }

    void run() throws IOException {
        String head = head(socket.getInputStream());
        boolean isHead = head.startsWith("HEAD ");
        Page page;
        try {
            page = answer(head);
        } catch (RuntimeException e) {
            System.getLogger(HttpExchange.class.getName())
                    .log(System.Logger.Level.WARNING, "a status page cannot be made", e);
            page = Page.text(500, "this page cannot be made");
        }
        write(socket.getOutputStream(), page, isHead);
        socket.shutdownOutput();
        discard(socket.getInputStream());
    }

    /** {@return what the client sent up to the end of the head; less where it ends before; at most one byte more than is allowed} */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[1024];
        while (read.size() <= LARGEST_HEAD) {
            int count = in.read(buffer);
            if (count < 0) {
                break;
            }
            read.write(buffer, 0, count);
            if (read.toString(ISO_8859_1).contains(END_OF_HEAD)) {
                break;
            }
        }
        return read.toString(ISO_8859_1);
    }

    private Page answer(String head) {
        if (head.length() > LARGEST_HEAD) {
            return Page.text(431, "the head of the request is larger than " + LARGEST_HEAD + " bytes");
        }
        int line = head.indexOf("\r\n");
        String[] words = line < 0 ? new String[0] : head.substring(0, line).split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.") || !head.contains(END_OF_HEAD)) {
            return Page.text(400, "this is not a request of HTTP/1.0 or 1.1");
        }
        if (!words[0].equals("GET") && !words[0].equals("HEAD")) {
            return Page.text(405, "only GET and HEAD are answered");
        }
        if (hosts.foreignHost(head).isPresent()) {
            return Page.text(
                    421, "this server listens on the loopback address, and answers for localhost and 127.0.0.1 only");
        }
        int query = words[1].indexOf('?');
        return pages.get(query < 0 ? words[1] : words[1].substring(0, query));
    }

    private static void write(OutputStream out, Page page, boolean isHead) throws IOException {
        byte[] body = page.body().getBytes(UTF_8);
        String head = "HTTP/1.1 " + page.code() + " " + reason(page.code()) + "\r\n"
                + "Content-Type: " + page.type() + "\r\n"
                + "Content-Length: " + body.length + "\r\n"
                + (page.code() == 405 ? "Allow: GET, HEAD\r\n" : "")
                + "Cache-Control: no-store\r\n"
                + SAFETY
                + "Connection: close\r\n\r\n";
        out.write(head.getBytes(ISO_8859_1));
        if (!isHead) {
            out.write(body);
        }
        out.flush();
    }

    /** Closing a socket with unread bytes resets it, and the client may lose the answer. */
    private static void discard(InputStream in) throws IOException {
        byte[] buffer = new byte[1024];
        int left = 64 * 1024;
        for (int count = in.read(buffer); count > 0 && left > 0; count = in.read(buffer)) {
            left -= count;
        }
    }

    private static String reason(int code) {
        return switch (code) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 421 -> "Misdirected Request";
            case 431 -> "Request Header Fields Too Large";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
