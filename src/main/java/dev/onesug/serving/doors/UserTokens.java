package dev.onesug.serving.doors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Key;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The signed tokens by which a shop says who its browser's user is: JWTs with {@code sub} and
 * {@code exp}, signed with a shared secret (HS256) or with a key of a JWK set (RS256, ES256). A
 * token's header never chooses a kind of key that is not meant for it.
 */
public final class UserTokens {
  /** A shared secret must have as many bits as the hash of HS256. */
  public static final int MIN_SECRET_BYTES = 32;

  private static final int MAX_LENGTH = 4096;
  private static final int MAX_USER_ID = 128;
  private static final int CLOCK_SKEW_SECONDS = 30;

  private final List<Key> secrets;
  private final JWKSet published;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /**
   * Makes a judge of tokens.
   *
   * @param secrets texts of at least 32 bytes, each of which may have signed; several while one
   *     takes another's place
   * @param jwks file of public keys, as RFC 7517 says it; null for none
   * @param audience what {@code aud} must name; null if it may name anything
   * @throws IllegalArgumentException if a secret is too short, whose text is not in the message, or
   *     the file is no JWK set
   */
  public UserTokens(List<String> secrets, @Nullable Path jwks, @Nullable String audience) {
    this(secrets, jwks, audience, InstantSource.system());
  }

  UserTokens(
      List<String> secrets, @Nullable Path jwks, @Nullable String audience, InstantSource clock) {
    this.secrets = secrets.stream().map(UserTokens::key).toList();
    published = jwks == null ? new JWKSet() : read(jwks);
    processor.setJWSKeySelector(this::keys);
    processor.setJWTClaimsSetVerifier(claims(audience, clock));
  }

  /**
   * The user of a token.
   *
   * @throws UntrustedTokenException if it proves nothing
   */
  String userOf(String token) throws UntrustedTokenException {
    if (secrets.isEmpty() && published.isEmpty()) {
      throw new UntrustedTokenException(Distrust.NO_KEY);
    }
    try {
      return user(processor.process(signed(token), null));
    } catch (ExpiredJWTException e) {
      throw new UntrustedTokenException(Distrust.EXPIRED);
    } catch (BadJWTException e) {
      throw new UntrustedTokenException(Distrust.CLAIMS);
    } catch (BadJOSEException | JOSEException e) {
      // No key of ours, or none that the header's algorithm may use.
      throw new UntrustedTokenException(Distrust.SIGNATURE);
    }
  }

  private static SignedJWT signed(String token) throws UntrustedTokenException {
    try {
      if (token.length() <= MAX_LENGTH) {
        return SignedJWT.parse(token);
      }
    } catch (ParseException e) {
      // The same as if it is too long.
    }
    throw new UntrustedTokenException(Distrust.MALFORMED);
  }

  private static String user(JWTClaimsSet claims) throws UntrustedTokenException {
    // A claim that is null is there, as the verifier sees it.
    String userId = claims.getSubject();
    boolean isName =
        userId != null
            && !userId.isEmpty()
            && userId.codePointCount(0, userId.length()) <= MAX_USER_ID
            && userId.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    if (!isName || claims.getExpirationTime() == null) {
      throw new UntrustedTokenException(Distrust.CLAIMS);
    }
    return userId;
  }

  private List<? extends Key> keys(JWSHeader header, @Nullable SecurityContext context)
      throws KeySourceException {
    JWSAlgorithm algorithm = header.getAlgorithm();
    if (algorithm.equals(JWSAlgorithm.HS256)) {
      return secrets;
    }
    return new JWSVerificationKeySelector<>(
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), new ImmutableJWKSet<>(published))
        .selectJWSKeys(header, context);
  }

  private static DefaultJWTClaimsVerifier<SecurityContext> claims(
      @Nullable String audience, InstantSource clock) {
    DefaultJWTClaimsVerifier<SecurityContext> verifier =
        new DefaultJWTClaimsVerifier<>(audience, null, Set.of("sub", "exp")) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew(CLOCK_SKEW_SECONDS);
    return verifier;
  }

  private static Key key(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "onesug.users.token.secrets: a secret of %d bytes (expected: at least %d)"
              .formatted(bytes.length, MIN_SECRET_BYTES));
    }
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  private static JWKSet read(Path jwks) {
    try {
      return JWKSet.load(jwks.toFile()).toPublicJWKSet();
    } catch (IOException | ParseException e) {
      throw new IllegalArgumentException(
          "onesug.users.token.jwks: " + jwks + " (expected: a file with a JWK set)", e);
    }
  }
}
