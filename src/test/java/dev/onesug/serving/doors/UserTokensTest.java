package dev.onesug.serving.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserTokensTest {
  private static final String SECRET = "the-shop-and-onesug-share-this-secret";
  private static final String OLDER = "the secret that was used before this one was made";
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @TempDir Path folder;
  private final UserTokens tokens = new UserTokens(List.of(SECRET, OLDER), null, null, () -> NOW);

  @Test
  void userOf_testVectorOfTheGuide_ann() throws UntrustedTokenException {
    String vector =
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4iLCJleHAiOjQxMDI0NDQ4MDB9."
            + "55kULNJLEeGsz5WfKfKEJyrmdmjmXidp9TlkbCfI4ZI";

    assertThat(tokens.userOf(vector)).isEqualTo("ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {SECRET, OLDER})
  void userOf_anySecretOfTheList_isBelieved(String secret) throws Exception {
    assertThat(tokens.userOf(signed(secret, claims("ann", 60)))).isEqualTo("ann");
  }

  @Test
  void userOf_userOfAnyScript_isBelieved() throws Exception {
    assertThat(tokens.userOf(signed(SECRET, claims("安 👟", 60)))).isEqualTo("安 👟");
  }

  @ParameterizedTest
  @CsvSource({"-29,true", "-31,false"})
  void userOf_expired_thirtySecondsOfGrace(long seconds, boolean believed) throws Exception {
    String token = signed(SECRET, claims("ann", seconds));

    if (believed) {
      assertThat(tokens.userOf(token)).isEqualTo("ann");
    } else {
      assertRefused(tokens, token, Distrust.EXPIRED);
    }
  }

  @Test
  void userOf_notYetValid_isRefused() throws Exception {
    JWTClaimsSet later =
        new JWTClaimsSet.Builder(claims("ann", 3600))
            .notBeforeTime(Date.from(NOW.plusSeconds(31)))
            .build();

    assertRefused(tokens, signed(SECRET, later), Distrust.CLAIMS);
  }

  @Test
  void userOf_keyOfAnother_isRefused() throws Exception {
    String token = signed("some other secret, and long enough to sign with", claims("ann", 60));

    assertRefused(tokens, token, Distrust.SIGNATURE);
  }

  @Test
  void userOf_changedClaims_isRefused() throws Exception {
    String[] ann = signed(SECRET, claims("ann", 60)).split("\\.", -1);
    String[] bob = signed(SECRET, claims("bob", 60)).split("\\.", -1);

    assertRefused(tokens, ann[0] + "." + bob[1] + "." + ann[2], Distrust.SIGNATURE);
  }

  @Test
  void userOf_unsigned_isRefused() {
    String plain = new PlainJWT(claims("ann", 60)).serialize();

    assertRefused(tokens, plain, Distrust.MALFORMED);
    assertRefused(tokens, plain + "AAAA", Distrust.MALFORMED);
  }

  @Test
  void userOf_otherHash_isRefused() throws Exception {
    String secret = SECRET + SECRET;
    UserTokens longer = new UserTokens(List.of(secret), null, null, () -> NOW);
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS512), claims("ann", 60));
    token.sign(new MACSigner(secret));

    assertRefused(longer, token.serialize(), Distrust.SIGNATURE);
  }

  @Test
  void userOf_noEndOrNoUser_isRefused() throws Exception {
    JWTClaimsSet endless = new JWTClaimsSet.Builder().subject("ann").build();
    JWTClaimsSet nobody =
        new JWTClaimsSet.Builder().expirationTime(Date.from(NOW.plusSeconds(60))).build();

    assertRefused(tokens, signed(SECRET, endless), Distrust.CLAIMS);
    assertRefused(tokens, signed(SECRET, nobody), Distrust.CLAIMS);
    assertRefused(tokens, signed(SECRET, claims("", 60)), Distrust.CLAIMS);
    assertRefused(tokens, signed(SECRET, claims("u".repeat(129), 60)), Distrust.CLAIMS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sub\":null,\"exp\":4102444800}",
        "{\"exp\":4102444800}",
        "{\"sub\":\"ann\",\"exp\":null}",
        "{\"sub\":\"ann\",\"exp\":\"soon\"}",
        "{\"sub\":\"ann\"}",
        "[]",
      })
  void userOf_claimThatIsNone_isRefused(String payload) throws Exception {
    JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(payload));
    token.sign(new MACSigner(SECRET));

    assertRefused(tokens, token.serialize(), Distrust.CLAIMS);
  }

  @Test
  void userOf_audience_mustBeOurs() throws Exception {
    UserTokens ours = new UserTokens(List.of(SECRET), null, "onesug", () -> NOW);
    JWTClaimsSet right =
        new JWTClaimsSet.Builder(claims("ann", 60)).audience(List.of("web", "onesug")).build();
    JWTClaimsSet wrong = new JWTClaimsSet.Builder(claims("ann", 60)).audience("web").build();

    assertThat(ours.userOf(signed(SECRET, right))).isEqualTo("ann");
    assertRefused(ours, signed(SECRET, wrong), Distrust.CLAIMS);
    assertRefused(ours, signed(SECRET, claims("ann", 60)), Distrust.CLAIMS);
  }

  @Test
  void userOf_publishedKeys_eachWithItsOwnAlgorithm() throws Exception {
    RSAKey rsa = new RSAKeyGenerator(2048).keyID("r").generate();
    ECKey ec = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
    UserTokens published = published(new JWKSet(List.of(rsa, ec)));

    assertThat(published.userOf(signed(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa))))
        .isEqualTo("ann");
    assertThat(published.userOf(signed(JWSAlgorithm.ES256, "e", new ECDSASigner(ec))))
        .isEqualTo("ann");
    assertRefused(
        published, signed(JWSAlgorithm.RS256, "e", new RSASSASigner(rsa)), Distrust.SIGNATURE);
    assertRefused(
        published, signed(JWSAlgorithm.RS512, "r", new RSASSASigner(rsa)), Distrust.SIGNATURE);
  }

  /** A public key is known to all, and must not pass for a shared secret. */
  @Test
  void userOf_publicKeyAsSecret_isRefused() throws Exception {
    RSAKey rsa = new RSAKeyGenerator(2048).keyID("r").generate();
    byte[] known = rsa.toRSAPublicKey().getEncoded();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("r").build(), claims("ann", 60));
    token.sign(new MACSigner(known));

    assertRefused(published(new JWKSet(rsa)), token.serialize(), Distrust.SIGNATURE);
  }

  @Test
  void userOf_nothingConfigured_saysSo() throws Exception {
    UserTokens none = new UserTokens(List.of(), null, null);

    assertRefused(none, signed(SECRET, claims("ann", 60)), Distrust.NO_KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "eyJhbGciOiJIUzI1NiJ9..", "null", "{}"})
  void userOf_noToken_isMalformed(String token) {
    assertRefused(tokens, token, Distrust.MALFORMED);
  }

  @Test
  void userOf_hugeToken_isNotRead() throws Exception {
    JWTClaimsSet huge =
        new JWTClaimsSet.Builder(claims("ann", 60)).claim("x", "x".repeat(4096)).build();

    assertRefused(tokens, signed(SECRET, huge), Distrust.MALFORMED);
  }

  @Test
  void userOf_randomBytesAndFlippedBits_refusedEveryTime() throws Exception {
    Random random = new Random(18);
    String valid = signed(SECRET, claims("ann", 60));
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertUntrusted(new String(bytes, StandardCharsets.ISO_8859_1));
      String header = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      assertUntrusted(header + "." + header + "." + header);
      char[] flipped = valid.toCharArray();
      // The last character carries bits that no byte uses.
      int at = random.nextInt(flipped.length - 1);
      flipped[at] = flipped[at] == 'A' ? 'B' : 'A';
      assertUntrusted(new String(flipped));
    }
  }

  @Test
  void create_shortSecretOrNoFile_isRefused() {
    assertThatThrownBy(() -> new UserTokens(List.of("short"), null, null))
        .hasMessage("onesug.users.token.secrets: a secret of 5 bytes (expected: at least 32)");
    Path missing = folder.resolve("none.json");
    assertThatThrownBy(() -> new UserTokens(List.of(), missing, null))
        .hasMessage("onesug.users.token.jwks: " + missing + " (expected: a file with a JWK set)");
  }

  private UserTokens published(JWKSet keys) throws IOException {
    Path file = folder.resolve("keys.json");
    Files.writeString(file, keys.toString());
    return new UserTokens(List.of(), file, null, () -> NOW);
  }

  private void assertUntrusted(String token) {
    assertThatThrownBy(() -> tokens.userOf(token)).isInstanceOf(UntrustedTokenException.class);
  }

  private static void assertRefused(UserTokens tokens, String token, Distrust reason) {
    assertThatThrownBy(() -> tokens.userOf(token))
        .isInstanceOf(UntrustedTokenException.class)
        .hasMessage(reason.label());
  }

  private static JWTClaimsSet claims(String userId, long seconds) {
    return new JWTClaimsSet.Builder()
        .subject(userId)
        .expirationTime(Date.from(NOW.plusSeconds(seconds)))
        .build();
  }

  private static String signed(String secret, JWTClaimsSet claims) throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    token.sign(new MACSigner(secret));
    return token.serialize();
  }

  private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer)
      throws JOSEException {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims("ann", 60));
    token.sign(signer);
    return token.serialize();
  }
}
