package io.fairlead.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The addresses under which other machines may reach this one. */
public final class LocalAddresses {

  private static final int MOST = 64;

  private LocalAddresses() {}

  /**
   * Those of all interfaces that are up, IPv4 before IPv6, at most 64; without loopback, and
   * without link-local ones of IPv6, which no URL can name. Empty where the system does not tell.
   * Blocks.
   */
  public static List<InetAddress> ofThisMachine() {
    List<InetAddress> found = new ArrayList<>();
    try {
      for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (each.isUp() && !each.isLoopback()) {
          Collections.list(each.getInetAddresses()).stream()
              .filter(address -> !address.isLinkLocalAddress() && !address.isMulticastAddress())
              .map(LocalAddresses::withoutZone)
              .forEach(found::add);
        }
      }
    } catch (SocketException _) {
      return List.of();
    }
    return found.stream()
        .distinct()
        .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
        .limit(MOST)
        .toList();
  }

  private static InetAddress withoutZone(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + address.getAddress().length, e);
    }
  }
}
