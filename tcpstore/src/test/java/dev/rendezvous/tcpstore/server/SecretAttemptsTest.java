package dev.rendezvous.tcpstore.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SecretAttemptsTest {

    private final AtomicLong now = new AtomicLong(1000);
    private final SecretAttempts attempts = new SecretAttempts(now::get);

    private SecretAttempts.FromOneAddress from(String address) {
        try {
            return attempts.from(new InetSocketAddress(InetAddress.getByName(address), 7));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static void fail(SecretAttempts.FromOneAddress address, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(address.mayTry()).isTrue();
            address.failed();
        }
    }

    @Test
    void addressMayTryOnceSecondAfterTenFailures() {
        fail(from("192.0.2.1"), 10);
        assertThat(from("192.0.2.1").mayTry()).isFalse();

        now.addAndGet(TimeUnit.SECONDS.toNanos(1));

        fail(from("192.0.2.1"), 1);
        assertThat(from("192.0.2.1").mayTry()).isFalse();
    }

    @Test
    void otherAddressIsNotSlowed() {
        fail(from("192.0.2.1"), 10);

        assertThat(from("192.0.2.2").mayTry()).isTrue();
    }

    @Test
    void addressesOfOneIpv6NetworkCountTogether() {
        fail(from("2001:db8::1"), 10);

        assertThat(from("2001:db8::2").mayTry()).isFalse();
        assertThat(from("2001:db8:0:1::1").mayTry()).isTrue();
    }

    @Test
    void failuresAreForgottenInTime() {
        fail(from("192.0.2.1"), 10);

        now.addAndGet(TimeUnit.SECONDS.toNanos(10));

        fail(from("192.0.2.1"), 10);
    }
}
