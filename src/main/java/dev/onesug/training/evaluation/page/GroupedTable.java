package dev.onesug.training.evaluation.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table with a row a suggester, whose columns stand in named groups. */
final class GroupedTable {
  private final String corner;
  private final List<Group> groups;
  private final List<String> rows = new ArrayList<>();

  /**
   * Columns that belong together.
   *
   * @param name markup
   * @param heads markup of the column heads; at least one
   */
  record Group(String name, List<String> heads) {}

  /**
   * A cell.
   *
   * @param attributes of its tag, with a blank before each; often none
   * @param markup what it shows
   */
  record Cell(String attributes, String markup) {
    static Cell of(String markup) {
      return new Cell("", markup);
    }
  }

  /**
   * A table without rows.
   *
   * @param corner head of the column that names the rows
   */
  GroupedTable(String corner, List<Group> groups) {
    this.corner = corner;
    this.groups = groups;
  }

  /**
   * Adds a row.
   *
   * @param name markup
   * @param cells group by group, as many as the groups have columns
   */
  void add(String name, List<List<Cell>> cells) {
    String row =
        cells.stream()
            .map(
                group ->
                    group.stream()
                        .map(cell -> "<td%s>%s</td>".formatted(cell.attributes, cell.markup))
                        .collect(Collectors.joining()))
            .map(GroupedTable::markFirst)
            .collect(Collectors.joining());
    rows.add("<tr><th scope=\"row\">" + name + "</th>" + row + "</tr>");
  }

  /** The line between two groups. */
  private static String markFirst(String cells) {
    return cells.replaceFirst("^<(t[dh])", "<$1 data-first");
  }

  String html() {
    String names =
        groups.stream()
            .map(
                group ->
                    "<th scope=\"colgroup\" data-first colspan=\"%d\">%s</th>"
                        .formatted(group.heads.size(), group.name))
            .collect(Collectors.joining());
    String heads =
        groups.stream()
            .map(
                group ->
                    group.heads.stream()
                        .map(head -> "<th scope=\"col\">" + head + "</th>")
                        .collect(Collectors.joining()))
            .map(GroupedTable::markFirst)
            .collect(Collectors.joining());
    return """
        <div class="scroll"><table class="figures">
        <thead><tr><th scope="col" rowspan="2">%s</th>%s</tr><tr>%s</tr></thead>
        <tbody>
        %s
        </tbody></table></div>"""
        .formatted(corner, names, heads, String.join("\n", rows));
  }
}
