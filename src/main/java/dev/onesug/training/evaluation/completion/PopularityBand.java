package dev.onesug.training.evaluation.completion;

/** How often a query was searched: of a seen one in training, of an unseen one in all. */
enum PopularityBand {
  ONCE("searched once", 1, 1),
  FEW("2 to 9 times", 2, 9),
  TENS("10 to 99 times", 10, 99),
  HUNDREDS("100 times and more", 100, Integer.MAX_VALUE);

  private final String label;
  private final int least;
  private final int most;

  PopularityBand(String label, int least, int most) {
    this.label = label;
    this.least = least;
    this.most = most;
  }

  String label() {
    return label;
  }

  boolean holds(CompletionTrial trial) {
    return trial.searches() >= least && trial.searches() <= most;
  }
}
