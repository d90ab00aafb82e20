package dev.onesug.serving.suggest;

import dev.onesug.model.text.Prefix;
import dev.onesug.serving.suggest.ModelCalls.Turn;
import dev.onesug.serving.suggest.ModelCalls.Work;
import dev.onesug.serving.versions.ServedModel;
import dev.onesug.serving.versions.ServedModel.GeneratedQuery;
import dev.onesug.serving.versions.ServedModel.Keystroke;
import dev.onesug.serving.versions.ServedModel.Neighbours;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What the model does for a keystroke: related queries, encoder input, constrained search. What
 * waits for it at the same time is searched together.
 */
final class BatchedSearch implements Work {
  private final LongConsumer illegal;

  /**
   * @param illegal is told how many queries of a search were not allowed, 0 too
   */
  BatchedSearch(LongConsumer illegal) {
    this.illegal = illegal;
  }

  @Override
  public List<Generation> generate(ServedModel model, List<Turn> turns) {
    List<StageClock> clocks = new ArrayList<>();
    List<Keystroke> keystrokes = new ArrayList<>();
    for (Turn turn : turns) {
      StageClock clock = new StageClock();
      clocks.add(clock);
      keystrokes.add(keystroke(model, turn, clock));
    }
    long start = System.nanoTime();
    List<List<GeneratedQuery>> found = model.search(keystrokes, SuggestRequest.MAX_LIMIT);
    long searched = System.nanoTime() - start;
    List<Generation> generations = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      clocks.get(i).record(Stage.SEARCH, searched);
      Keystroke keystroke = keystrokes.get(i);
      generations.add(
          new Generation(
              keystroke.related(),
              keystroke.encoderInput(),
              legal(model, found.get(i)),
              clocks.get(i).nanos()));
    }
    return generations;
  }

  /**
   * The search cannot leave the trie; should it ever, somebody is to know, and nobody to see it.
   */
  private List<GeneratedQuery> legal(ServedModel model, List<GeneratedQuery> found) {
    List<GeneratedQuery> legal = found.stream().filter(one -> model.holds(one.text())).toList();
    illegal.accept(found.size() - legal.size());
    return legal;
  }

  private static Keystroke keystroke(ServedModel model, Turn turn, StageClock clock) {
    clock.record(Stage.QUEUE, turn.waitedNanos());
    Prefix prefix = turn.prefix();
    Neighbours related = clock.time(Stage.RELATED, () -> model.related(prefix));
    int[] input = clock.time(Stage.INPUT, () -> model.encoderInput(prefix, related, turn.user()));
    return new Keystroke(prefix, related, turn.user(), input);
  }
}
