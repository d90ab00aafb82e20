package dev.onesug.serving.versions;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A model version that stays open until this is closed, whatever happens to the deployment
 * meanwhile: a request finishes on the version it began with.
 */
public final class Lease implements AutoCloseable {
  private final Resident resident;
  private final @Nullable String requested;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Lease(Resident resident, @Nullable String requested) {
    this.resident = resident;
    this.requested = requested;
  }

  /**
   * Holds a version.
   *
   * @param requested the retired version that was asked for and that this one succeeds; null where
   *     this is the one that was asked for
   * @return null if the version is closed already
   */
  static @Nullable Lease of(Resident resident, @Nullable String requested) {
    return resident.hold() ? new Lease(resident, requested) : null;
  }

  public ServedModel model() {
    return resident.model();
  }

  public String version() {
    return resident.model().version();
  }

  /** The retired version in whose place this one answers; null as a rule. */
  public @Nullable String requested() {
    return requested;
  }

  /** The same version for as long again, for work that may outlive this lease. */
  public Lease again() {
    // Cannot fail: this lease holds the version.
    resident.hold();
    return new Lease(resident, requested);
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      resident.release();
    }
  }
}
