package dev.onesug.benchmark;

import java.util.Map;

/** The figures of one work at one geometry, as Markdown. */
final class ResultTable {
  private static final String ROW = "| %s | %s | %s | %s | %s | %s | %d |%n";

  private ResultTable() {}

  static String of(Geometry geometry, Work work, Map<Engine, Figures> figures, Figures control) {
    StringBuilder table = new StringBuilder();
    table.append("%n%s: %s; one thread, batch 1%n".formatted(geometry, geometry.describe()));
    table.append("%s: %s%n%n".formatted(work, work.describe()));
    table.append(
        "| engine | median ms | of rounds | p99 ms | p99 / median | ratio to ONNX Runtime int8 |"
            + " searches |%n|---|---|---|---|---|---|---|%n".formatted());
    Figures peer = figures.get(Engine.ONNX_INT8);
    for (Map.Entry<Engine, Figures> engine : figures.entrySet()) {
      Figures times = engine.getValue();
      String ratio = peer == null ? "" : "%.2f".formatted(times.median() / peer.median());
      table.append(row(engine.getKey().title(), times, ratio));
    }
    return table.append(row("control spin", control, "")).toString();
  }

  private static String row(String title, Figures times, String ratio) {
    return ROW.formatted(
        title,
        "%.2f".formatted(times.median()),
        "%.2f-%.2f".formatted(times.lowestMedian(), times.highestMedian()),
        "%.2f".formatted(times.p99()),
        "%.2f".formatted(times.p99() / times.median()),
        ratio,
        times.searches());
  }
}
