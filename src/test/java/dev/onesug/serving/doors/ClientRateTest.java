package dev.onesug.serving.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientRateTest {
  private final Clock clock = new Clock();
  private final ClientRate rate = new ClientRate(2, 3, clock);

  @Test
  void take_burstThenRefill_twoASecond() {
    take(3, "192.0.2.1");

    assertThat(rate.take("192.0.2.1")).isEqualTo(Duration.ofMillis(500));
    clock.pass(Duration.ofMillis(499));
    assertThat(rate.take("192.0.2.1")).isEqualTo(Duration.ofMillis(1));
    clock.pass(Duration.ofMillis(1));
    assertThat(rate.take("192.0.2.1")).isZero();
    assertThat(rate.take("192.0.2.1")).isPositive();
  }

  @Test
  void take_longPause_noMoreThanTheBurst() {
    take(3, "192.0.2.1");
    clock.pass(Duration.ofHours(1));

    take(3, "192.0.2.1");
    assertThat(rate.take("192.0.2.1")).isPositive();
  }

  @Test
  void take_otherClients_haveBucketsOfTheirOwn() {
    take(3, "192.0.2.1");

    assertThat(rate.take("192.0.2.2")).isZero();
  }

  @Test
  void take_ipv6_oneBucketANetwork() {
    take(1, "2001:db8::1");
    take(1, "2001:db8:0:0:ffff::2");
    take(1, "2001:db8::3%eth0");

    assertThat(rate.take("2001:db8::4")).isPositive();
    assertThat(rate.take("2001:db8:0:1::1")).isZero();
  }

  @Test
  void take_ipv4MappedToIpv6_isTheIpv4Client() {
    take(3, "192.0.2.1");

    assertThat(rate.take("::ffff:192.0.2.1")).isPositive();
    assertThat(rate.take("::ffff:192.0.2.2")).isZero();
  }

  @Test
  void take_unreadableAddresses_areOneClient() {
    take(1, "unknown");
    take(1, "");
    take(1, "999.9.9.9");

    assertThat(rate.take("_obfuscated")).isPositive();
  }

  @Test
  void take_zeroPerSecond_noLimit() {
    ClientRate unlimited = new ClientRate(0, 1, clock);

    for (int i = 0; i < 1000; i++) {
      assertThat(unlimited.take("192.0.2.1")).isZero();
    }
  }

  @Test
  void has_doesNotTake() {
    take(2, "192.0.2.1");

    assertThat(rate.has("192.0.2.1")).isTrue();
    assertThat(rate.has("192.0.2.1")).isTrue();
    take(1, "192.0.2.1");
    assertThat(rate.has("192.0.2.1")).isFalse();
  }

  @Test
  void create_outOfRange_isRefused() {
    assertThatThrownBy(() -> new ClientRate(-1, 10))
        .hasMessage("rate-limit per-second: -1 (expected: 0..1000000)");
    assertThatThrownBy(() -> new ClientRate(1, 0))
        .hasMessage("rate-limit burst: 0 (expected: a tenth of per-second..10000000)");
    assertThatThrownBy(() -> new ClientRate(100, 9))
        .hasMessage("rate-limit burst: 9 (expected: a tenth of per-second..10000000)");
  }

  private void take(int times, String address) {
    for (int i = 0; i < times; i++) {
      assertThat(rate.take(address)).isZero();
    }
  }

  private static final class Clock implements TimeMeter {
    private long nanos;

    void pass(Duration time) {
      nanos += time.toNanos();
    }

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
