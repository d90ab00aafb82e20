package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.serving.rules.RuleFile;
import dev.onesug.serving.suggest.QuerySuggester;
import dev.onesug.serving.suggest.RuleTrial;
import dev.onesug.serving.suggest.Shop;
import dev.onesug.serving.suggest.SuggestSettings;
import dev.onesug.serving.versions.Deployment;
import dev.onesug.serving.versions.ModelVersions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

@ExtendWith(OutputCaptureExtension.class)
class RulesAdminTest {
  @TempDir Path folder;

  @Test
  void dryRun_fault_500AndTheLogSaysWhereWithoutItsWords(CapturedOutput output) throws Exception {
    InstantSource broken =
        () -> {
          throw new IllegalStateException("zyxmarker");
        };

    ServerResponse answer = answer(broken, new MockHttpServletRequest("POST", "/rules/dryrun"));

    assertThat(answer.statusCode().value()).isEqualTo(500);
    assertThat(output.getAll())
        .contains("java.lang.IllegalStateException", "RulesAdminTest")
        .doesNotContain("zyxmarker");
  }

  @Test
  void dryRun_nothingLoaded_503AndNothingIsLogged(CapturedOutput output) throws Exception {
    ServerResponse answer =
        answer(InstantSource.system(), new MockHttpServletRequest("POST", "/rules/dryrun"));

    assertThat(answer.statusCode().value()).isEqualTo(503);
    assertThat(output.getAll()).doesNotContain("Exception");
  }

  private ServerResponse answer(InstantSource clock, MockHttpServletRequest http) throws Exception {
    RuleFile rules =
        new RuleFile(folder.resolve("rules.yaml"), InstantSource.system(), fresh -> {});
    try (ModelVersions none = new ModelVersions(Deployment.NEWEST);
        QuerySuggester suggester =
            new QuerySuggester(
                none, Shop.UNKNOWN, SuggestSettings.OFFLINE, new SimpleMeterRegistry())) {
      RulesAdmin admin = new RulesAdmin(rules, new RuleTrial(suggester), clock);
      ServerRequest request = ServerRequest.create(http, List.of());
      return admin.routes("/rules").route(request).orElseThrow().handle(request);
    }
  }
}
