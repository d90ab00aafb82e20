package dev.onesug.serving;

import dev.onesug.serving.http.RulesAdmin;
import dev.onesug.serving.rules.RuleFile;
import dev.onesug.serving.rules.RuleMeters;
import dev.onesug.serving.rules.RuleSet;
import dev.onesug.serving.rules.RuleWatch;
import dev.onesug.serving.rules.RulesHealth;
import dev.onesug.serving.suggest.QuerySuggester;
import dev.onesug.serving.suggest.RuleTrial;
import dev.onesug.serving.versions.Lease;
import dev.onesug.serving.versions.ModelVersions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the rules of the shop together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RulesProperties.class)
public class RulesConfiguration {
  private static final InstantSource CLOCK = InstantSource.system();

  @Bean
  RuleFile rules(RulesProperties properties, ModelVersions versions) throws IOException {
    return new RuleFile(properties.file(), CLOCK, rules -> compile(rules, versions));
  }

  /**
   * Before the first keystroke is under them, so that it does not wait for it. Versions that answer
   * only who names them are made ready for most keystrokes alone: each combination takes memory.
   */
  private static void compile(RuleSet rules, ModelVersions versions) {
    Set<String> answering = versions.answering();
    for (String version : versions.names()) {
      try (Lease lease = versions.pick(version)) {
        rules.usual(CLOCK.instant()).stream()
            .limit(answering.contains(version) ? Long.MAX_VALUE : 1)
            .forEach(lease.model()::under);
      }
    }
  }

  @Bean
  RuleWatch ruleWatch(
      RuleFile rules,
      RulesProperties properties,
      ModelVersions versions,
      QuerySuggester suggester) {
    return new RuleWatch(
        rules,
        properties.poll(),
        () -> {
          compile(rules.status().document().rules(), versions);
          suggester.prepare();
        });
  }

  @Bean
  RulesAdmin rulesAdmin(RuleFile rules, QuerySuggester suggester) {
    return new RulesAdmin(rules, new RuleTrial(suggester), CLOCK);
  }

  @Bean
  RulesHealth rulesHealthIndicator(RuleFile rules) {
    return new RulesHealth(rules);
  }

  @Bean
  RuleMeters ruleMeters(RuleFile rules) {
    return new RuleMeters(rules);
  }
}
