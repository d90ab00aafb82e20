package dev.onesug.training.evaluation.replay;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The processor time of this process at an instant.
 *
 * @param cpuNanos of all its threads, since it began
 * @param instantNanos by {@link System#nanoTime}
 */
record ProcessCpu(long cpuNanos, long instantNanos) {

  static ProcessCpu now() {
    return new ProcessCpu(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
        System.nanoTime());
  }

  /** How many cores the process has used since then, on average. */
  double coresSince() {
    ProcessCpu now = now();
    return (double) (now.cpuNanos - cpuNanos) / (now.instantNanos - instantNanos);
  }
}
