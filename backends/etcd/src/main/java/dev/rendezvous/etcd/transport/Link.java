package dev.rendezvous.etcd.transport;

/**
 * What calls and streams of one gateway share.
 *
 * @param connection how to reach the servers
 * @param calls sends requests
 * @param turns which endpoint has its turn
 * @param messages the sentences about failures
 * @param failures what failures become
 */
record Link(Connection connection, HttpCalls calls, Turns turns, Messages messages, Failures failures) {

    static Link to(Connection connection, int firstEndpoint) {
        Messages messages = new Messages(connection);
        return new Link(
                connection,
                new HttpCalls(connection),
                new Turns(connection.endpoints(), firstEndpoint),
                messages,
                new Failures(messages));
    }
}
