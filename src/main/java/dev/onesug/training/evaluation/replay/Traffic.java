package dev.onesug.training.evaluation.replay;

/** What the requests of a replay have to do with each other. */
public enum Traffic {
  /**
   * People type letter after letter, so the service may reuse what it computed for the letters
   * before, and for other people who typed the same.
   */
  KEYSTROKES("keystrokes of simulated people"),
  /** Prefixes of all lengths, none like another: nothing that was answered can be used again. */
  INDEPENDENT("independent prefixes of all lengths, no request twice");

  private final String description;

  Traffic(String description) {
    this.description = description;
  }

  @Override
  public String toString() {
    return description;
  }
}
