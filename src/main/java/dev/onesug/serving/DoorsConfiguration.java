package dev.onesug.serving;

import dev.onesug.serving.DoorsProperties.Rate;
import dev.onesug.serving.DoorsProperties.Token;
import dev.onesug.serving.doors.Callers;
import dev.onesug.serving.doors.ClientRate;
import dev.onesug.serving.doors.Networks;
import dev.onesug.serving.doors.UserTokens;
import dev.onesug.serving.http.CrossOrigin;
import dev.onesug.serving.http.Crowd;
import dev.onesug.serving.http.RateLimit;
import dev.onesug.serving.http.SecurityHeaders;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.CorsFilter;

/** The doors of the public port, from the outside in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DoorsProperties.class)
class DoorsConfiguration {

  /** The client's address is what the proxies say that we trust, and nobody else. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> trustedProxies(
      DoorsProperties properties) {
    Networks.of("onesug.trusted-proxies", properties.trustedProxies());
    return factory -> {
      if (!properties.trustedProxies().isEmpty()) {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(String.join(",", properties.trustedProxies()));
        factory.addEngineValves(valve);
      }
    };
  }

  @Bean
  FilterRegistrationBean<SecurityHeaders> securityHeaders() {
    return registered(new SecurityHeaders(), Ordered.HIGHEST_PRECEDENCE);
  }

  /** Before the rate limit, so that a page may read that it was refused. */
  @Bean
  FilterRegistrationBean<CorsFilter> crossOrigin(DoorsProperties properties) {
    FilterRegistrationBean<CorsFilter> filter =
        registered(CrossOrigin.filter(properties.cors().origins()), Ordered.LOWEST_PRECEDENCE - 20);
    // Without a list browsers keep to their rule, and same-origin calls are not looked at.
    filter.setEnabled(!properties.cors().origins().isEmpty());
    return filter;
  }

  @Bean
  FilterRegistrationBean<RateLimit> suggestRate(
      DoorsProperties properties, MeterRegistry registry) {
    return limited("/suggest", properties.rateLimit().suggest(), properties, registry);
  }

  @Bean
  FilterRegistrationBean<RateLimit> eventsRate(DoorsProperties properties, MeterRegistry registry) {
    return limited("/events", properties.rateLimit().events(), properties, registry);
  }

  @Bean
  FilterRegistrationBean<Crowd> crowd(ServingProperties properties, MeterRegistry registry) {
    FilterRegistrationBean<Crowd> filter =
        registered(
            new Crowd(properties.crowd(), refused(registry, "/suggest", "overload")),
            Ordered.LOWEST_PRECEDENCE - 5);
    filter.addUrlPatterns("/suggest");
    return filter;
  }

  @Bean
  Callers callers(DoorsProperties properties, MeterRegistry registry) {
    Token token = properties.users().token();
    return new Callers(
        Networks.of("onesug.users.trusted-networks", properties.users().trustedNetworks()),
        new UserTokens(token.secrets(), token.jwks(), token.audience()),
        registry);
  }

  private static FilterRegistrationBean<RateLimit> limited(
      String path, Rate rate, DoorsProperties properties, MeterRegistry registry) {
    RateLimit limit =
        new RateLimit(
            new ClientRate(rate.perSecond(), rate.burst()),
            Networks.of(
                "onesug.rate-limit.exempt-networks", properties.rateLimit().exemptNetworks()),
            refused(registry, path, "rate"));
    FilterRegistrationBean<RateLimit> filter = registered(limit, Ordered.LOWEST_PRECEDENCE - 10);
    filter.addUrlPatterns(path);
    return filter;
  }

  private static Counter refused(MeterRegistry registry, String path, String reason) {
    return registry.counter("onesug.refused", "path", path, "reason", reason);
  }

  private static <F extends Filter> FilterRegistrationBean<F> registered(F filter, int order) {
    FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(order);
    return registration;
  }
}
