package dev.onesug.training.evaluation.page;

import dev.onesug.training.evaluation.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Values to places on a line, between round ends.
 *
 * @param first the lowest tick, in steps
 * @param last the highest tick, in steps
 * @param step distance of two ticks, as a share of one
 * @param left place of the lowest tick
 * @param width from there to the highest tick
 */
record Axis(long first, long last, double step, double left, double width) {
  private static final double[] STEPS = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1};
  private static final int MOST_STEPS = 5;

  /**
   * An axis that holds every interval.
   *
   * @param withZero whether it holds zero, too
   */
  static Axis over(List<Estimate> estimates, boolean withZero, double left, double width) {
    double low = estimates.stream().mapToDouble(Estimate::low).min().orElse(0);
    double high = estimates.stream().mapToDouble(Estimate::high).max().orElse(1);
    low = withZero ? Math.min(0, low) : low;
    high = withZero ? Math.max(0, high) : high;
    for (double step : STEPS) {
      Axis axis = between(low, high, step, left, width);
      if (axis.last - axis.first <= MOST_STEPS) {
        return axis;
      }
    }
    return between(low, high, 2, left, width);
  }

  private static Axis between(double low, double high, double step, double left, double width) {
    long first = (long) Math.floor(low / step + 1e-9);
    long last = (long) Math.ceil(high / step - 1e-9);
    return new Axis(first, Math.max(first + 1, last), step, left, width);
  }

  double[] ticks() {
    return LongStream.rangeClosed(first, last).mapToDouble(tick -> tick * step).toArray();
  }

  double x(double value) {
    return left + width * (value / step - first) / (last - first);
  }

  /** A tick in per cent, with a decimal where the steps need one. */
  String label(double tick) {
    String format = step < 0.01 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, 100 * tick + 0.0).replace('-', '−');
  }
}
