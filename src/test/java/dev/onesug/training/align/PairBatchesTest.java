package dev.onesug.training.align;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.embedding.TinyBert;
import dev.onesug.model.text.QueryTokenizer;
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
      pairs.add(new TextPair(texts[i], texts[i + 1], false));
    }
    return new PairBatches(pairs, tokenizer, TinyBert.random(1).config(), size, 3);
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
  void batch_rightSidesThatAreNoNegatives_areTaboo() {
    // "a" goes with both "red" and "blue"; "run" is the left side of the last pair as well.
    PairBatches batches =
        batches(5, "a", "red", "a", "blue", "b", "blue", "c", "run", "run", "men");
    PairBatches.Batch batch = batches.batch(0);
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        String pair = word(batch.left().ids(), i) + " " + word(batch.right().ids(), j);
        if (batch.taboo()[i * 5 + j]) {
          found.add(pair);
        }
      }
    }
    expected.addAll(List.of("a blue", "a blue", "a blue", "a red", "b blue", "run run"));
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  private String word(int[] ids, int row) {
    return tokenizer.token(ids[row * 3 + 1]);
  }

  @Test
  void batch_fewerPairsThanItsSize_takesAll() {
    assertThat(batches(64, "a", "b", "c", "d").batch(9).pairs()).isEqualTo(2);
  }
}
