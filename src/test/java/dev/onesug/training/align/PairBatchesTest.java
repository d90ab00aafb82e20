package dev.onesug.training.align;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.embedding.TinyBert;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.training.align.TextPair.Perspective;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairBatchesTest {
  private QueryTokenizer tokenizer;

  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    tokenizer = QueryTokenizer.load(TinyBert.write(folder, 1).resolve("tokenizer.json"));
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  private PairBatches batches(int size, String... texts) {
    List<TextPair> pairs = new ArrayList<>();
    for (int i = 0; i < texts.length; i += 2) {
      pairs.add(new TextPair(texts[i], texts[i + 1], Perspective.CLICKED));
    }
    return batches(size, false, List.of(), pairs);
  }

  private PairBatches batches(int size, boolean graded, List<String> hard, List<TextPair> pairs) {
    AlignSettings settings = AlignSettings.DEFAULT.withBatches(size, graded, 3);
    return new PairBatches(pairs, hard, settings, tokenizer, TinyBert.random(1).config());
  }

  @Test
  void batch_everyEpoch_visitsAllPairsInAnotherOrder() {
    PairBatches batches = batches(2, "a", "b", "c", "d", "e", "f", "g", "h");
    List<List<Integer>> epochs = new ArrayList<>();
    for (int epoch = 0; epoch < 4; epoch++) {
      List<Integer> seen = new ArrayList<>();
      for (int step = 0; step < 2; step++) {
        // Rows are [CLS] letter [SEP].
        int[] ids = batches.batch(2 * epoch + step).left().ids();
        seen.add(ids[1]);
        seen.add(ids[4]);
      }
      assertThat(seen)
          .containsExactlyInAnyOrder(
              tokenizer.id("a"), tokenizer.id("c"), tokenizer.id("e"), tokenizer.id("g"));
      epochs.add(seen);
    }
    assertThat(epochs.stream().distinct().count()).isGreaterThan(1);
  }

  @Test
  void batch_sameStep_isTheSameWhateverCameBefore() {
    PairBatches straight = batches(2, "a", "b", "c", "d", "e", "f");
    for (int step = 0; step < 5; step++) {
      straight.batch(step);
    }
    assertThat(straight.batch(5).left().ids())
        .isEqualTo(batches(2, "a", "b", "c", "d", "e", "f").batch(5).left().ids());
  }

  @Test
  void batch_rightSidesThatAreNoNegatives_areMasked() {
    // "a" goes with both "red" and "blue"; "run" is the left side of the last pair as well.
    PairBatches batches =
        batches(5, "a", "red", "a", "blue", "b", "blue", "c", "run", "run", "men");
    PairBatches.Batch batch = batches.batch(0);
    assertThat(masked(batch))
        .containsExactlyInAnyOrder("a blue", "a blue", "a blue", "a red", "b blue", "run run");
  }

  /**
   * The left and right sides that are no negatives of each other, where each left has one positive.
   */
  private List<String> masked(PairBatches.Batch batch) {
    List<String> masked = new ArrayList<>();
    int columns = batch.right().texts();
    for (int i = 0; i < batch.masked().length; i++) {
      if (batch.masked()[i]) {
        masked.add(
            word(batch.left().ids(), i / columns) + " " + word(batch.right().ids(), i % columns));
      }
    }
    return masked;
  }

  @Test
  void batch_graded_weakPositiveIsANegativeOfTheStrongOneAndNotTheOtherWayRound() {
    List<TextPair> pairs =
        List.of(
            new TextPair("a", "red", Perspective.CLICKED),
            new TextPair("a", "blue", Perspective.ORDERED),
            new TextPair("b", "run", Perspective.CLICKED));
    PairBatches.Batch batch = batches(3, true, List.of(), pairs).batch(0);

    // Both pairs of "a" bring the other's right side along.
    assertThat(batch.anchors()).hasSize(5);
    int columns = batch.right().texts();
    for (int p = 0; p < batch.positives().length; p++) {
      String left = word(batch.left().ids(), batch.anchors()[p]);
      String positive = word(batch.right().ids(), batch.positives()[p]);
      for (int n = 0; n < columns; n++) {
        String other = word(batch.right().ids(), n);
        String never = left.equals("a") ? "run" : "red blue";
        boolean isNegative =
            positive.equals("blue") ? !other.equals("blue") : never.contains(other);
        if (n != batch.positives()[p]) {
          assertThat(batch.masked()[p * columns + n])
              .as(left + " " + positive + " " + other)
              .isEqualTo(!isNegative);
        }
      }
    }
  }

  @Test
  void batch_minedPairs_areKnownBothWays() {
    List<TextPair> pairs =
        List.of(
            new TextPair("red", "blue", Perspective.REFORMULATED),
            new TextPair("blue", "run", Perspective.CLICKED),
            new TextPair("a", "red", Perspective.CLICKED));
    assertThat(masked(batches(3, false, List.of(), pairs).batch(0)))
        .containsExactlyInAnyOrder("red red", "blue blue", "blue red");
  }

  @Test
  void batch_hardNegatives_areRightSidesOfNobody() {
    List<TextPair> pairs =
        List.of(
            new TextPair("a", "red", Perspective.CLICKED),
            new TextPair("b", "blue", Perspective.CLICKED));
    PairBatches.Batch batch = batches(2, false, List.of("run", "blue"), pairs).batch(0);
    assertThat(batch.right().texts()).isEqualTo(4);
    assertThat(batch.positives()).containsExactly(0, 1);
    for (int p = 0; p < 2; p++) {
      boolean isB = word(batch.left().ids(), p).equals("b");
      for (int n = 2; n < 4; n++) {
        boolean isBlue = word(batch.right().ids(), n).equals("blue");
        assertThat(batch.masked()[p * 4 + n]).isEqualTo(isB && isBlue);
      }
    }
  }

  private String word(int[] ids, int row) {
    return tokenizer.token(ids[row * 3 + 1]);
  }

  @Test
  void batch_fewerPairsThanItsSize_takesAll() {
    assertThat(batches(64, "a", "b", "c", "d").batch(9).anchors()).hasSize(2);
  }
}
