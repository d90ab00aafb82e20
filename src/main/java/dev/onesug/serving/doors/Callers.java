package dev.onesug.serving.doors;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.apache.catalina.Globals;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose a request is, so that nobody reads another's history. A user who is only claimed
 * counts where the caller's network is trusted; from everywhere else a signed token says who it is.
 * A token, where one is sent, decides alone. Who is not believed is nobody: that costs quality, not
 * the answer.
 */
public final class Callers {
  /** The header of the signed token. */
  public static final String TOKEN = "X-User-Token";

  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final List<String> OTHERS_OF_PROXIES = List.of("Forwarded", "X-Real-IP");
  private static final String VERDICT = Callers.class.getName();

  private final Networks trusted;
  private final UserTokens tokens;
  private final MeterRegistry registry;

  /**
   * Makes the gate.
   *
   * @param trusted callers whose word counts, such as a shop's own backend
   */
  public Callers(Networks trusted, UserTokens tokens, MeterRegistry registry) {
    this.trusted = trusted;
    this.tokens = tokens;
    this.registry = registry;
  }

  /**
   * Decides; the token is checked once a request, however often this is asked.
   *
   * @param field where the user is named, for messages
   * @param claimed the user whom the request names; null if it names none
   * @throws OtherUserException if a valid token is of somebody else
   */
  public Caller identify(HttpServletRequest request, String field, @Nullable String claimed) {
    String token = request.getHeader(TOKEN);
    Caller caller = token == null ? byNetwork(request, claimed) : byToken(request, token);
    if (caller.distrust() != null) {
      registry.counter("onesug.users.untrusted", "reason", caller.distrust().label()).increment();
    } else if (claimed != null && !claimed.equals(caller.userId())) {
      throw new OtherUserException(field, claimed);
    }
    return caller;
  }

  private Caller byNetwork(HttpServletRequest request, @Nullable String claimed) {
    if (claimed == null) {
      return Caller.NOBODY;
    }
    return isAddressKnown(request) && trusted.contain(request.getRemoteAddr())
        ? new Caller(claimed, null)
        : new Caller(null, Distrust.NO_TOKEN);
  }

  /**
   * Whether the address is the client's own. The container takes away what proxies that we trust
   * have said and says that it did; what is left over, somebody else has said.
   */
  private static boolean isAddressKnown(HttpServletRequest request) {
    boolean vouched =
        Boolean.TRUE.equals(request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE));
    return request.getHeader(FORWARDED_FOR) == null
        && (vouched
            || OTHERS_OF_PROXIES.stream().allMatch(name -> request.getHeader(name) == null));
  }

  private Caller byToken(HttpServletRequest request, String token) {
    if (request.getAttribute(VERDICT) instanceof Caller known) {
      return known;
    }
    Caller caller = verified(token);
    request.setAttribute(VERDICT, caller);
    return caller;
  }

  private Caller verified(String token) {
    try {
      return new Caller(tokens.userOf(token), null);
    } catch (UntrustedTokenException e) {
      return new Caller(null, e.reason());
    }
  }
}
