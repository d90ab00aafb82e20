package dev.onesug.serving;

import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.serving.context.InMemoryUserContextStore;
import dev.onesug.serving.context.UserContextStore;
import dev.onesug.serving.http.ProblemErrorController;
import dev.onesug.serving.http.ProblemReportValve;
import dev.onesug.serving.http.Refusals;
import dev.onesug.serving.http.SecurityHeaders;
import dev.onesug.serving.http.SuggestController;
import dev.onesug.serving.suggest.QuerySuggester;
import dev.onesug.serving.versions.BundledModel;
import dev.onesug.serving.versions.ModelVersions;
import dev.onesug.serving.versions.ModelVersionsHealth;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServingProperties.class)
@Import({Refusals.class, ProblemErrorController.class})
public class ServingConfiguration {

  @Bean
  ModelVersions modelVersions(ServingProperties properties) {
    return new ModelVersions(properties.defaultVersion());
  }

  @Bean
  UserContextStore userContexts(ServingProperties properties) {
    return new InMemoryUserContextStore(properties.users().max(), properties.users().expiry());
  }

  @Bean
  QuerySuggester querySuggester(
      ModelVersions versions,
      UserContextStore users,
      ServingProperties properties,
      MeterRegistry registry) {
    return new QuerySuggester(versions, users, properties.suggestSettings(), registry);
  }

  @Bean
  SuggestController suggestController(QuerySuggester suggester, ServingProperties properties) {
    return new SuggestController(suggester, properties.explain());
  }

  @Bean
  SecurityHeaders securityHeaders() {
    return new SecurityHeaders();
  }

  @Bean
  ModelVersionsHealth modelVersionsHealthIndicator(ModelVersions versions) {
    return new ModelVersionsHealth(versions);
  }

  @Bean
  ModelVersions.Opener modelOpener(ServingProperties properties) {
    return folder -> {
      // Requests are what runs in parallel, not the inside of one.
      TensorEngine.threads(1);
      return BundledModel.open(
          folder, properties.device(), properties.precision(), properties.beamWidth());
    };
  }

  /** The port opens first, so that probes hear "not ready" while versions load and warm up. */
  @Bean
  ApplicationRunner modelLoading(
      ModelVersions versions,
      ServingProperties properties,
      ModelVersions.Opener opener,
      QuerySuggester suggester) {
    return arguments -> {
      versions.load(properties.models(), opener);
      suggester.prepare();
    };
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemDocumentsFromTomcat() {
    return factory ->
        factory.addContextCustomizers(
            context ->
                ((StandardHost) context.getParent())
                    .setErrorReportValveClass(ProblemReportValve.class.getName()));
  }
}
