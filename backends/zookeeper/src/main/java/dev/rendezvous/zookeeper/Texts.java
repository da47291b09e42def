package dev.rendezvous.zookeeper;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.engine.ElasticOptions;
import java.util.List;
import org.apache.zookeeper.KeeperException;

/** The sentences that users see. */
final class Texts {

    static final String NEEDS = "this backend needs ZooKeeper 3.6 or later, for persistent recursive watches";

    private Texts() {}

    static String noAnswer(ZookeeperSettings settings, List<String> servers) {
        return "ZooKeeper at " + settings.connectString() + " did not answer within "
                + settings.patience().toMillis() + " ms, or the connection was lost: "
                + String.join("; ", servers);
    }

    static String tooLong(String key, int bytes, int most) {
        return "the value of the key " + key + " has " + bytes + " bytes; ZooKeeper takes " + most
                + ", since it closes the connection on a request of 1 MiB (jute.maxbuffer)";
    }

    static RendezvousStateException refusal(ZookeeperSettings settings, KeeperException refused) {
        String at = "ZooKeeper at " + settings.connectString();
        return new RendezvousStateException(
                switch (refused.code()) {
                    case NOAUTH ->
                        at + " refuses " + user(settings) + " the node " + refused.getPath() + "; " + rights(settings);
                    case AUTHFAILED, SESSIONCLOSEDREQUIRESASLAUTH ->
                        at + " refuses the login of " + user(settings) + "; check " + ElasticOptions.USER + " and "
                                + ElasticOptions.PASSWORD_FILE + ", and that the servers allow the scheme digest";
                    case UNIMPLEMENTED -> at + " does not know a request of this backend; " + NEEDS;
                    case NONODE ->
                        at + " has no node above " + refused.getPath()
                                + "; if the endpoint has a chroot, create it with zkCli.sh, or correct the endpoint";
                    case QUOTAEXCEEDED ->
                        at + " refuses more nodes or bytes below " + refused.getPath()
                                + ", where a quota is set; raise it with setquota";
                    default -> at + " refuses a request: " + refused.getMessage();
                },
                refused);
    }

    private static String user(ZookeeperSettings settings) {
        return settings.login().map(login -> "the user " + login).orElse("a client without a user");
    }

    private static String rights(ZookeeperSettings settings) {
        return settings.login()
                .map(login -> "check the password, or use a chroot with all rights for that user")
                .orElse("set " + ElasticOptions.USER + " and " + ElasticOptions.PASSWORD_FILE
                        + ", or use a chroot that anyone may write");
    }
}
