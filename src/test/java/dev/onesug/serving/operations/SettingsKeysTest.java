package dev.onesug.serving.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.serving.ServingProperties;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.yaml.snakeyaml.Yaml;

/** What the files set is what the service reads. */
class SettingsKeysTest {
  private static final Pattern VARIABLE = Pattern.compile("\\bONESUG_[A-Z_]+");

  @Test
  void files_everyVariableAndKey_isOfTheService() {
    Set<String> unknown = used();
    unknown.removeAll(known());

    assertThat(unknown).isEmpty();
  }

  private static Set<String> used() {
    Set<String> used = new TreeSet<>();
    for (String file :
        List.of("Dockerfile", "Dockerfile.gpu", "compose.yaml", "kubernetes/deployment.yaml")) {
      String text = new OperationsFile(file).text();
      VARIABLE.matcher(text).results().map(MatchResult::group).forEach(used::add);
    }
    String settings =
        new OperationsFile("kubernetes/config.yaml")
            .document()
            .path("data")
            .path("application.yaml")
            .asString();
    Map<?, ?> own = (Map<?, ?>) new Yaml().<Map<?, ?>>load(settings).get("onesug");
    flatten("onesug", own).forEach(key -> used.add(variable(key)));
    return used;
  }

  private static List<String> flatten(String prefix, Map<?, ?> map) {
    List<String> keys = new ArrayList<>();
    map.forEach(
        (name, value) -> {
          String key = prefix + "." + name;
          keys.addAll(value instanceof Map<?, ?> inner ? flatten(key, inner) : List.of(key));
        });
    return keys;
  }

  /** The environment variable of every component of every configuration record. */
  private static Set<String> known() {
    var scan = new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    Set<String> known = new TreeSet<>();
    scan.findCandidateComponents(ServingProperties.class.getPackageName())
        .forEach(
            found -> {
              Class<?> type =
                  ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
              addKeys(type.getAnnotation(ConfigurationProperties.class).value(), type, known);
            });
    return known;
  }

  private static void addKeys(String prefix, Class<?> type, Set<String> known) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + "." + component.getName();
      if (component.getType().isRecord()) {
        addKeys(key, component.getType(), known);
      }
      known.add(variable(key));
    }
  }

  private static String variable(String key) {
    return key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
