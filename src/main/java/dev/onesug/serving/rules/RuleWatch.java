package dev.onesug.serving.rules;

import dev.onesug.serving.threads.DaemonThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a file of rules again and again, and tells somebody when other rules are in force
 * somewhere: because the file changed, or because a rule's time came.
 */
public final class RuleWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleWatch.class);

  private final RuleFile rules;
  private final Runnable onChange;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("rule-watch"));
  private List<RulesInForce> inForce;

  /**
   * Begins to look.
   *
   * @param between time between two looks; two that see the same take a changed file
   * @param onChange called on the thread that looks
   */
  public RuleWatch(RuleFile rules, Duration between, Runnable onChange) {
    this.rules = rules;
    this.onChange = onChange;
    this.inForce = rules.usual();
    var unused =
        thread.scheduleWithFixedDelay(
            this::look, between.toNanos(), between.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void look() {
    try {
      rules.look();
      List<RulesInForce> now = rules.usual();
      if (!now.equals(inForce)) {
        onChange.run();
        inForce = now;
      }
    } catch (RuntimeException e) {
      // The next look may fare better.
      LOG.error("Looking at {} failed", rules.path(), e);
    }
  }

  /** Nobody looks any more when it returns. */
  @Override
  public void close() {
    DaemonThreads.stop(thread, Duration.ofSeconds(10));
  }
}
