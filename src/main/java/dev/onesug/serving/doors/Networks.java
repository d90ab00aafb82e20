package dev.onesug.serving.doors;

import java.net.InetAddress;
import java.util.List;
import org.apache.catalina.util.NetMask;

/** A list of blocks of IP addresses. */
public final class Networks {
  private static final String RULE =
      " (expected: an IP address or a block of them, such as 10.0.0.0/8 or fd00::/8)";

  private final List<NetMask> blocks;

  private Networks(List<NetMask> blocks) {
    this.blocks = blocks;
  }

  /**
   * Reads blocks.
   *
   * @param key where they are configured, for messages
   * @param cidrs addresses, or blocks as CIDR
   * @throws IllegalArgumentException if one is neither
   */
  public static Networks of(String key, List<String> cidrs) {
    return new Networks(cidrs.stream().map(cidr -> block(key, cidr)).toList());
  }

  /** Whether an address lies in one of the blocks; what is no address lies in none. */
  public boolean contain(String address) {
    InetAddress parsed = IpAddress.parse(address);
    return parsed != null && blocks.stream().anyMatch(block -> block.matches(parsed));
  }

  private static NetMask block(String key, String cidr) {
    int slash = cidr.indexOf('/');
    String address = slash < 0 ? cidr : cidr.substring(0, slash);
    if (IpAddress.parse(address) == null) {
      throw new IllegalArgumentException(key + ": " + cidr + RULE);
    }
    try {
      return new NetMask(cidr);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": " + cidr + RULE, e);
    }
  }
}
