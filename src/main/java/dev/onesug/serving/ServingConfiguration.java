package dev.onesug.serving;

import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.serving.context.UserContextStore;
import dev.onesug.serving.doors.Callers;
import dev.onesug.serving.http.ProblemErrorController;
import dev.onesug.serving.http.ProblemReportValve;
import dev.onesug.serving.http.Refusals;
import dev.onesug.serving.http.SuggestController;
import dev.onesug.serving.rules.RuleSource;
import dev.onesug.serving.rules.Scope;
import dev.onesug.serving.suggest.QuerySuggester;
import dev.onesug.serving.suggest.Shop;
import dev.onesug.serving.suggest.Trending;
import dev.onesug.serving.versions.BundledModel;
import dev.onesug.serving.versions.DeploymentEndpoint;
import dev.onesug.serving.versions.ModelVersions;
import dev.onesug.serving.versions.ModelVersionsHealth;
import dev.onesug.serving.versions.ModelsFolder;
import dev.onesug.serving.versions.ModelsWatch;
import dev.onesug.serving.versions.ServedModel;
import dev.onesug.serving.versions.VersionMeters;
import dev.onesug.serving.versions.VersionsEndpoint;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServingProperties.class)
@Import({Refusals.class, ProblemErrorController.class})
public class ServingConfiguration {
  static final WebServerFactoryCustomizer<TomcatServletWebServerFactory> PROBLEM_DOCUMENTS =
      factory ->
          factory.addContextCustomizers(
              context ->
                  ((StandardHost) context.getParent())
                      .setErrorReportValveClass(ProblemReportValve.class.getName()));

  @Bean
  ModelVersions modelVersions(ServingProperties properties) {
    return new ModelVersions(properties.deployment().toDeployment());
  }

  @Bean
  QuerySuggester querySuggester(
      ModelVersions versions,
      UserContextStore users,
      ObjectProvider<Trending> trending,
      RuleSource rules,
      ServingProperties properties,
      MeterRegistry registry) {
    Shop shop = new Shop(users, rules, trending.getIfAvailable(() -> Trending.NONE));
    return new QuerySuggester(versions, shop, properties.suggestSettings(), registry);
  }

  @Bean
  SuggestController suggestController(
      QuerySuggester suggester, Callers callers, ServingProperties properties) {
    return new SuggestController(suggester, callers, properties.explain());
  }

  @Bean
  ModelVersionsHealth modelVersionsHealthIndicator(ModelVersions versions, ModelsFolder folder) {
    return new ModelVersionsHealth(versions, folder);
  }

  @Bean
  ModelsFolder.Opener modelOpener(ServingProperties properties, RuleSource rules) {
    return (folder, pace) -> {
      // Requests are what runs in parallel, not the inside of one.
      TensorEngine.threads(1);
      ServedModel model =
          BundledModel.open(
              folder, properties.device(), properties.precision(), properties.beamWidth(), pace);
      try {
        // Its rules are ready when it is.
        model.under(rules.inForce(Scope.ANYWHERE));
        return model;
      } catch (RuntimeException | Error e) {
        model.close();
        throw e;
      }
    };
  }

  @Bean
  ModelsFolder modelsFolder(
      ServingProperties properties,
      ModelsFolder.Opener opener,
      ModelVersions versions,
      QuerySuggester suggester) {
    return new ModelsFolder(
        properties.models(), properties.maxVersions(), opener, versions, suggester::giveWay);
  }

  @Bean
  VersionsEndpoint versionsEndpoint(ModelVersions versions, ModelsFolder folder) {
    return new VersionsEndpoint(versions, folder);
  }

  @Bean
  DeploymentEndpoint deploymentEndpoint(ModelVersions versions, ModelsFolder folder) {
    return new DeploymentEndpoint(versions, folder);
  }

  /** At once: requests that are under way may take the time that a load would need to end. */
  @Bean
  ApplicationListener<ContextClosedEvent> loadsEnd(ModelsFolder folder) {
    return event -> folder.stopLoading();
  }

  @Bean
  ModelsWatch modelsWatch(ModelsFolder folder, ServingProperties properties) {
    return new ModelsWatch(folder, properties.poll());
  }

  /** The port opens first, so that probes hear "not ready" while versions load and warm up. */
  @Bean
  ApplicationRunner modelLoading(
      ModelsFolder folder,
      ModelVersions versions,
      VersionMeters meters,
      QuerySuggester suggester,
      ModelsWatch watch) {
    return arguments -> {
      meters.follow(versions, folder);
      folder.start();
      suggester.prepare();
      watch.start();
    };
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemDocumentsFromTomcat() {
    return PROBLEM_DOCUMENTS;
  }
}
