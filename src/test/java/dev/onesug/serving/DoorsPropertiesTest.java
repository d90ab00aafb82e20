package dev.onesug.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.serving.DoorsProperties.Rate;
import dev.onesug.serving.http.CrossOrigin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DoorsPropertiesTest {
  private static final List<String> THIS_MACHINE = List.of("127.0.0.0/8", "::1");

  @Test
  void bind_nothingSet_defaults() {
    DoorsProperties properties = bind(Map.of());

    assertThat(properties.admin().token()).isEmpty();
    assertThat(properties.admin().hosts()).isEmpty();
    assertThat(properties.cors().origins()).isEmpty();
    assertThat(properties.trustedProxies()).isEmpty();
    assertThat(properties.users().trustedNetworks()).isEqualTo(THIS_MACHINE);
    assertThat(properties.users().token().secrets()).isEmpty();
    assertThat(properties.users().token().jwks()).isNull();
    assertThat(properties.users().token().audience()).isNull();
    assertThat(properties.rateLimit().suggest()).isEqualTo(new Rate(50, 200));
    assertThat(properties.rateLimit().events()).isEqualTo(new Rate(50, 200));
    assertThat(properties.rateLimit().exemptNetworks()).isEqualTo(THIS_MACHINE);
  }

  @Test
  void bind_explicitValues_areTaken() {
    DoorsProperties properties =
        bind(
            Map.of(
                "onesug.admin.token", "first,second",
                "onesug.admin.hosts", "ops.shop.example",
                "onesug.cors.origins", "https://shop.example,https://m.shop.example",
                "onesug.trusted-proxies", "10.0.0.0/8",
                "onesug.users.trusted-networks", "",
                "onesug.users.token.secrets[0]", "one, with a comma",
                "onesug.users.token.jwks", "config/keys.json",
                "onesug.users.token.audience", "onesug",
                "onesug.rate-limit.suggest.per-second", "0",
                "onesug.rate-limit.events.burst", "7"));

    assertThat(properties.admin().token()).containsExactly("first", "second");
    assertThat(properties.admin().hosts()).containsExactly("ops.shop.example");
    assertThat(properties.cors().origins())
        .containsExactly("https://shop.example", "https://m.shop.example");
    assertThat(properties.trustedProxies()).containsExactly("10.0.0.0/8");
    assertThat(properties.users().trustedNetworks()).isEmpty();
    assertThat(properties.users().token().secrets()).containsExactly("one, with a comma");
    assertThat(properties.users().token().jwks()).isEqualTo(Path.of("config/keys.json"));
    assertThat(properties.users().token().audience()).isEqualTo("onesug");
    assertThat(properties.rateLimit().suggest()).isEqualTo(new Rate(0, 200));
    assertThat(properties.rateLimit().events()).isEqualTo(new Rate(50, 7));
  }

  @Test
  void bind_noNumber_isRefused() {
    assertThatThrownBy(() -> bind(Map.of("onesug.rate-limit.suggest.burst", "many")))
        .isInstanceOf(BindException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://*.shop.example",
        "shop.example",
        "https://shop.example/",
        "null",
        "ftp://x",
        "https://Shop.example",
        "",
        "https://shop.example:port",
      })
  void origins_noOrigin_isRefused(String origin) {
    assertThatThrownBy(() -> CrossOrigin.filter(List.of(origin)))
        .hasMessage(
            "onesug.cors.origins: "
                + origin
                + " (expected: scheme://host or scheme://host:port in lower case, or * alone)");
  }

  @Test
  void origins_anyBesideOthers_isRefused() {
    assertThatThrownBy(() -> CrossOrigin.filter(List.of("https://shop.example", "*")))
        .hasMessageStartingWith("onesug.cors.origins: * (expected:");
    assertThat(CrossOrigin.filter(List.of("*"))).isNotNull();
  }

  @Test
  void toString_secrets_areNotShown() {
    DoorsProperties properties =
        bind(
            Map.of(
                "onesug.admin.token", "hunter2", "onesug.users.token.secrets", "hunter2,hunter2"));

    assertThat(properties.toString()).contains("1 tokens", "2 secrets").doesNotContain("hunter2");
  }

  private static DoorsProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("onesug", DoorsProperties.class);
  }
}
