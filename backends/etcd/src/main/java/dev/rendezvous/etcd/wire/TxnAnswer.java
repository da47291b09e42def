package dev.rendezvous.etcd.wire;

import java.util.List;

/**
 * The answer to a conditional write.
 *
 * @param succeeded whether the condition held
 * @param revision of the service after the write
 * @param ranges what each range of the taken branch found, in their order
 */
public record TxnAnswer(boolean succeeded, long revision, List<List<KeyValue>> ranges) {

    public static TxnAnswer of(Answer answer) {
        return new TxnAnswer(
                answer.flag("succeeded"),
                answer.object("header").number("revision"),
                answer.objects("responses").stream()
                        .filter(response -> response.has("response_range"))
                        .map(response -> KeyValue.of(response.object("response_range")))
                        .toList());
    }
}
