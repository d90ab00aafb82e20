package dev.onesug.serving.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The meters that the dashboard, the alerts and the autoscaler read, as Prometheus names them. */
public final class MeterNames {
  private static final Pattern TEXT = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
  private static final Pattern LABELS = Pattern.compile("\\{[^}]*}|\\[[^]]*]");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*+(?!\\s*\\()");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

  /** What Prometheus itself brings. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

  private MeterNames() {}

  /** Every name that an expression of one of the files reads. */
  public static Set<String> used() {
    Set<String> names = new TreeSet<>();
    expressions().forEach(expression -> names.addAll(in(expression)));
    names.removeAll(OF_PROMETHEUS);
    names.removeIf(name -> name.contains(":"));
    return names;
  }

  /** The names in one expression of PromQL. */
  static Set<String> in(String expression) {
    String bare = TEXT.matcher(expression).replaceAll("");
    bare = LABELS.matcher(bare).replaceAll("");
    bare = GROUPING.matcher(bare).replaceAll("");
    Set<String> names = new TreeSet<>();
    NAME.matcher(bare).results().map(MatchResult::group).forEach(names::add);
    names.removeAll(OPERATORS);
    return names;
  }

  private static List<String> expressions() {
    List<String> all = new ArrayList<>();
    collect(new OperationsFile("prometheus/alerts.yml").document(), "expr", all);
    JsonNode dashboard = new OperationsFile("grafana/dashboards/onesug.json").document();
    collect(dashboard, "expr", all);
    for (JsonNode variable : dashboard.at("/templating/list")) {
      all.add(variable.at("/query/query").asString().replaceAll(",\\s*\\w+\\)$", ")"));
    }
    JsonNode adapter = new OperationsFile("kubernetes/prometheus-adapter.yaml").document();
    collect(adapter, "seriesQuery", all);
    for (OperationsFile file : OperationsFile.in("kubernetes")) {
      for (JsonNode document : file.documents()) {
        for (JsonNode metric : document.at("/spec/metrics")) {
          all.add(metric.at("/pods/metric/name").asString(""));
        }
      }
    }
    return all;
  }

  private static void collect(JsonNode node, String member, List<String> values) {
    for (JsonNode found : node.findValues(member)) {
      values.add(found.asString());
    }
  }
}
