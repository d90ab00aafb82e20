package dev.onesug.serving.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
  private static final Networks NETWORKS =
      Networks.of("networks", List.of("127.0.0.0/8", "::1", "10.1.2.3", "2001:db8:1::/48"));

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,true",
    "127.255.0.9,true",
    "::ffff:127.0.0.1,true",
    "0:0:0:0:0:ffff:7f00:1,true",
    "128.0.0.1,false",
    "::1,true",
    "0:0:0:0:0:0:0:1,true",
    "::2,false",
    "::127.0.0.1,false",
    "10.1.2.3,true",
    "10.1.2.4,false",
    "2001:db8:1:ffff::9,true",
    "2001:db8:1::9%eth0,true",
    "2001:db8:2::9,false",
  })
  void contain_addresses_asTheBlocksSay(String address, boolean contained) {
    assertThat(NETWORKS.contain(address)).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "unknown",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "127.0.0.1:80",
        "%",
        "[::1]",
        "127.0.0.1]",
        "999.0.0.1",
        "_hidden",
        "::1::",
        "127.0.0.1, 10.1.2.3",
      })
  void contain_noAddress_isInNone(String text) {
    assertThat(NETWORKS.contain(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "::/129", "x/8"})
  void of_noBlock_isRefused(String cidr) {
    assertThatThrownBy(() -> Networks.of("onesug.trusted-proxies", List.of(cidr)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "onesug.trusted-proxies: "
                + cidr
                + " (expected: an IP address or a block of them, such as 10.0.0.0/8 or fd00::/8)");
  }

  @Test
  void contain_noBlocks_nobody() {
    assertThat(Networks.of("networks", List.of()).contain("127.0.0.1")).isFalse();
  }
}
