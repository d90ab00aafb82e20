package dev.onesug.serving.doors;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads IP addresses and asks no name server, whatever the text is. */
final class IpAddress {
  /** The bytes of an IPv6 address that a network gives; the rest a host chooses itself. */
  private static final int NETWORK_BYTES = 8;

  private IpAddress() {}

  /**
   * Reads an address.
   *
   * @return IPv4 where it is IPv4 mapped to IPv6; null if it is no address
   */
  static @Nullable InetAddress parse(String text) {
    int zone = text.indexOf('%');
    String address = zone < 0 ? text : text.substring(0, zone);
    try {
      // In brackets it is never taken for a name; mapped to IPv6, IPv4 is read strictly too.
      return InetAddress.getByName(
          address.indexOf(':') < 0 ? "[::ffff:" + address + "]" : "[" + address + "]");
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** What stands for one client: an IPv4 address, or the /64 network of an IPv6 address. */
  static InetAddress client(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] whole = address.getAddress();
    try {
      return InetAddress.getByAddress(
          Arrays.copyOf(Arrays.copyOf(whole, NETWORK_BYTES), whole.length));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an IPv6 address has 16 bytes", e);
    }
  }
}
