package dev.onesug.training.evaluation.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Any stage's report as a table: nested objects become dotted names, lists one line. */
final class StageTable {
  private StageTable() {}

  static String of(Map<String, Object> report) {
    List<List<String>> rows = new ArrayList<>();
    flatten("", report, rows);
    return Html.table(List.of("Figure", "Value"), rows);
  }

  private static void flatten(String path, Map<?, ?> values, List<List<String>> rows) {
    values.forEach(
        (key, value) -> {
          String name = path + words(String.valueOf(key));
          if (value instanceof Map<?, ?> nested) {
            flatten(name + " · ", nested, rows);
          } else {
            rows.add(List.of(Html.text(name), Html.text(shown(value))));
          }
        });
  }

  /** From {@code collisionRate} to {@code collision rate}. */
  private static String words(String key) {
    return key.replaceAll("(?<=[a-z0-9])(?=[A-Z][a-z])", " ").toLowerCase(Locale.ROOT);
  }

  private static String shown(@Nullable Object value) {
    if (value instanceof Double || value instanceof Float) {
      return String.format(Locale.ROOT, "%.4g", ((Number) value).doubleValue());
    }
    if (value instanceof List<?> list) {
      return list.stream().map(StageTable::shown).collect(Collectors.joining(", "));
    }
    return value == null ? "none" : value.toString();
  }
}
