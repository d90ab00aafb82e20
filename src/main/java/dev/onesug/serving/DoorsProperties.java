package dev.onesug.serving;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may do what, {@code onesug.*} (src/docs/security.md). Networks are IP addresses or blocks of
 * them, such as {@code 10.0.0.0/8}.
 *
 * @param admin the management port
 * @param cors pages of other origins
 * @param trustedProxies networks of the proxies in front, whose {@code X-Forwarded-For} says who
 *     the client is; default none
 * @param users whose history and profile count
 * @param rateLimit how often a client may ask
 */
@ConfigurationProperties("onesug")
public record DoorsProperties(
    @DefaultValue Admin admin,
    @DefaultValue Cors cors,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue Users users,
    @DefaultValue RateLimit rateLimit) {

  /**
   * The management port.
   *
   * @param token what changes need as {@code Authorization: Bearer}, at least 32 characters; a
   *     list, so that one can take another's place; default none, and nothing can be changed
   * @param hosts names by which the port may be called, beside IP addresses and names without a dot
   */
  public record Admin(@DefaultValue List<String> token, @DefaultValue List<String> hosts) {
    /** Without the tokens. */
    @Override
    public String toString() {
      return "Admin[%d tokens, hosts=%s]".formatted(token.size(), hosts);
    }
  }

  /**
   * Pages of other origins.
   *
   * @param origins such as {@code https://shop.example}, whose pages may use the service from the
   *     browser; {@code *} alone for all; default none
   */
  public record Cors(@DefaultValue List<String> origins) {}

  /**
   * Whose history and profile count.
   *
   * @param trustedNetworks callers whose word counts about who the user is, such as a shop's
   *     backend; default this machine. What a proxy forwards is not this machine's word
   * @param token the signed tokens that browsers bring
   */
  public record Users(
      @DefaultValue({"127.0.0.0/8", "::1"}) List<String> trustedNetworks,
      @DefaultValue Token token) {}

  /**
   * The signed tokens that browsers bring.
   *
   * @param secrets shared with the shop's backend (HS256), at least 32 bytes; a list, so that one
   *     can take another's place; default none
   * @param jwks file with the public keys (a JWK set) of who signs with RS256 or ES256; read at the
   *     start; default none
   * @param audience what {@code aud} must name; missing: anything
   */
  public record Token(
      @DefaultValue List<String> secrets, @Nullable Path jwks, @Nullable String audience) {
    /** Without the secrets. */
    @Override
    public String toString() {
      return "Token[%d secrets, jwks=%s, audience=%s]".formatted(secrets.size(), jwks, audience);
    }
  }

  /**
   * How often a client may ask; clients are told apart by address, IPv6 by its /64 network.
   *
   * @param suggest keystrokes
   * @param events calls that report events
   * @param exemptNetworks callers that are not limited, such as a backend that asks for everybody;
   *     default this machine
   */
  public record RateLimit(
      @DefaultValue Rate suggest,
      @DefaultValue Rate events,
      @DefaultValue({"127.0.0.0/8", "::1"}) List<String> exemptNetworks) {}

  /**
   * A rate.
   *
   * @param perSecond requests a second in the long run; 0 for no limit
   * @param burst requests that may come at once after a pause
   */
  public record Rate(@DefaultValue("50") int perSecond, @DefaultValue("200") int burst) {}
}
