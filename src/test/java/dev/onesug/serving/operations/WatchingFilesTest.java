package dev.onesug.serving.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The alerts say what to do, and the dashboard can be drawn. */
class WatchingFilesTest {
  private static final JsonNode DASHBOARD =
      new OperationsFile("grafana/dashboards/onesug.json").document();

  @Test
  void alerts_each_sayWhatAndWhereToReadOn() {
    List<JsonNode> alerts =
        new OperationsFile("prometheus/alerts.yml").document().findParents("alert");

    assertThat(alerts).hasSizeGreaterThan(10);
    for (JsonNode alert : alerts) {
      String name = alert.path("alert").asString();
      assertThat(name).startsWith("OneSug");
      assertThat(alert.at("/labels/severity").asString()).as(name).isIn("page", "ticket");
      assertThat(alert.at("/annotations/summary").asString("")).as(name).isNotBlank();
      assertThat(alert.at("/annotations/description").asString("")).as(name).isNotBlank();
      assertThat(alert.at("/annotations/runbook").asString())
          .isEqualTo("src/docs/operations.md#" + name.toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void alerts_each_arePlayed() {
    String tests = new OperationsFile("prometheus/alerts_test.yml").text();

    assertThat(new OperationsFile("prometheus/alerts.yml").document().findValues("alert"))
        .allMatch(name -> tests.contains("alertname=\"" + name.asString() + "\""));
  }

  @Test
  void dashboard_panels_askOurPrometheusAndSayWhatTheyShow() {
    String source =
        new OperationsFile("grafana/provisioning/datasources/prometheus.yaml")
            .document()
            .at("/datasources/0/uid")
            .asString();
    for (JsonNode panel : panels()) {
      String title = panel.path("title").asString();
      assertThat(panel.path("description").asString("")).as(title).isNotBlank();
      assertThat(panel.at("/datasource/uid").asString()).as(title).isEqualTo(source);
      assertThat(panel.path("targets")).as(title).isNotEmpty();
    }
  }

  @Test
  void dashboard_panels_doNotOverlap() {
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : DASHBOARD.path("panels")) {
      JsonNode place = panel.path("gridPos");
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          assertThat(taken.add((place.path("x").asInt() + x) + "/" + (place.path("y").asInt() + y)))
              .as(panel.path("title").asString())
              .isTrue();
        }
      }
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
    }
  }

  private static List<JsonNode> panels() {
    return DASHBOARD
        .path("panels")
        .valueStream()
        .filter(panel -> !panel.path("type").asString().equals("row"))
        .toList();
  }
}
