package dev.onesug.training.evaluation.page;

import dev.onesug.training.evaluation.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a report lies: its figures for programs, and the same figures for people.
 *
 * @param path made if it is not there
 */
public record ReportFolder(Path path) {

  public Path json() {
    return path.resolve("evaluation.json");
  }

  public Path page() {
    return path.resolve("evaluation.html");
  }

  /** Writes both files. */
  public void write(EvaluationReport report) throws IOException {
    Files.createDirectories(path);
    report.write(json());
    Files.writeString(page(), new ReportPage(report).html());
  }
}
