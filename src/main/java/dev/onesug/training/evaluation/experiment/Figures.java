package dev.onesug.training.evaluation.experiment;

import dev.onesug.training.evaluation.Estimate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as the table and the page print them. */
final class Figures {
  /** Stands for what is not known. */
  static final String NONE = "–";

  private Figures() {}

  /** With as many decimals as a number of its size needs. */
  static String number(double value) {
    double size = Math.abs(value);
    String format = size < 1 ? "%.3f" : size < 100 ? "%.2f" : "%,.1f";
    return String.format(Locale.ROOT, format, value).replace('-', '−');
  }

  static String mean(@Nullable Estimate estimate) {
    return estimate == null ? NONE : number(estimate.mean());
  }
}
