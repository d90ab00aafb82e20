package dev.onesug.serving.rules;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What operators see of the rules: how many there are ({@code onesug.rules}), whether the file as
 * it is now was refused ({@code onesug.rules.refused}, 0 or 1), and when they were loaded ({@code
 * onesug.rules.loaded}, seconds since 1970).
 */
public final class RuleMeters implements MeterBinder {
  private static final double MILLIS = 1000;

  private final RuleFile rules;

  public RuleMeters(RuleFile rules) {
    this.rules = rules;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("onesug.rules", rules, file -> file.status().document().rules().size())
        .description("Rules of the document that is in force")
        .register(registry);
    Gauge.builder("onesug.rules.refused", rules, file -> file.status().error() == null ? 0 : 1)
        .description("Whether the file of rules is refused, so that older ones are in force")
        .register(registry);
    Gauge.builder(
            "onesug.rules.loaded", rules, file -> file.status().loaded().toEpochMilli() / MILLIS)
        .description("When the rules in force were loaded")
        .baseUnit("seconds")
        .register(registry);
  }
}
