package dev.onesug.serving;

import dev.onesug.serving.doors.AdminTokens;
import dev.onesug.serving.doors.ClientRate;
import dev.onesug.serving.http.AdminGate;
import dev.onesug.serving.http.SecurityHeaders;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * The doors of the management port. Not found by the component scan, which would put them before
 * the public port, but named in {@code META-INF/spring}.
 */
class ManagementDoors {
  /** Wrong tokens that a client may try at once; one more a second. */
  private static final int FAILURES = 10;

  /** One port for all would open the one door or shut the other. */
  ManagementDoors(Environment environment) {
    if (ManagementPortType.get(environment) == ManagementPortType.SAME) {
      throw new IllegalStateException(
          "management.server.port: "
              + environment.getProperty("management.server.port")
              + " (expected: another than server.port)");
    }
  }

  @Bean
  FilterRegistrationBean<SecurityHeaders> managementSecurityHeaders() {
    FilterRegistrationBean<SecurityHeaders> filter =
        new FilterRegistrationBean<>(new SecurityHeaders());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  /** What Tomcat refuses by itself is a problem document on this port too. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> managementProblemDocuments() {
    return ServingConfiguration.PROBLEM_DOCUMENTS;
  }

  @Bean
  FilterRegistrationBean<AdminGate> adminGate(DoorsProperties properties, MeterRegistry registry) {
    AdminGate gate =
        new AdminGate(
            new AdminTokens(properties.admin().token()),
            Set.copyOf(properties.admin().hosts()),
            new ClientRate(1, FAILURES),
            registry);
    FilterRegistrationBean<AdminGate> filter = new FilterRegistrationBean<>(gate);
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return filter;
  }
}
