package dev.onesug.model.embedding;

import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A random BERT of a few thousand numbers, for tests: 2 layers, 4 heads, 16 numbers a token. */
public final class TinyBert {
  private static final List<String> SPECIALS =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

  private TinyBert() {}

  public static Bert random(int seed) {
    return random(seed, tokens().size());
  }

  static Bert random(int seed, int vocabulary) {
    BertConfig config = new BertConfig(vocabulary, 16, 2, 4, 32, 32, 0, 1e-12);
    Random random = new Random(seed);
    Map<String, HostTensor> weights = new LinkedHashMap<>();
    Bert.shapes(config)
        .forEach(
            (name, shape) ->
                weights.put(
                    name,
                    name.endsWith("LayerNorm.weight")
                        ? HostTensor.ones(shape)
                        : HostTensor.normal(random, 0.3, shape)));
    return new Bert(config, weights);
  }

  /** Specials, the letters with and without {@code ##}, and a few words. */
  public static List<String> tokens() {
    List<String> tokens = new ArrayList<>(SPECIALS);
    for (char letter = 'a'; letter <= 'z'; letter++) {
      tokens.add(String.valueOf(letter));
      tokens.add("##" + letter);
    }
    tokens.addAll(
        List.of("red", "blue", "shoe", "shoes", "run", "##ning", "phone", "case", "for", "men"));
    return tokens;
  }

  /** Writes a folder that {@link TextEncoder#load} opens. */
  public static Path write(Path folder, int seed) throws IOException {
    return write(folder, seed, "");
  }

  /** One that also knows the characters of a text, as words of their own. */
  public static Path write(Path folder, int seed, String text) throws IOException {
    List<String> tokens = new ArrayList<>(tokens());
    text.codePoints()
        .mapToObj(Character::toString)
        .distinct()
        .filter(character -> !tokens.contains(character))
        .toList()
        .forEach(tokens::add);
    Files.createDirectories(folder);
    random(seed, tokens.size()).write(folder, Precision.F32);
    Files.writeString(folder.resolve("tokenizer.json"), tokenizerJson(tokens));
    return folder;
  }

  private static String tokenizerJson(List<String> tokens) {
    String vocabulary =
        IntStream.range(0, tokens.size())
            .mapToObj(id -> "\"" + tokens.get(id) + "\":" + id)
            .collect(Collectors.joining(","));
    String added =
        IntStream.range(0, SPECIALS.size())
            .mapToObj(
                id ->
                    "{\"id\":"
                        + id
                        + ",\"content\":\""
                        + SPECIALS.get(id)
                        + "\",\"single_word\":false,\"lstrip\":false,\"rstrip\":false,"
                        + "\"normalized\":false,\"special\":true}")
            .collect(Collectors.joining(","));
    return """
        {"version":"1.0","truncation":null,"padding":null,"added_tokens":[$ADDED],
         "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,
           "strip_accents":null,"lowercase":true},
         "pre_tokenizer":{"type":"BertPreTokenizer"},
         "post_processor":{"type":"TemplateProcessing",
           "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},
             {"SpecialToken":{"id":"[SEP]","type_id":0}}],
           "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
           "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[2],"tokens":["[CLS]"]},
             "[SEP]":{"id":"[SEP]","ids":[3],"tokens":["[SEP]"]}}},
         "decoder":{"type":"WordPiece","prefix":"##","cleanup":true},
         "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",
           "max_input_chars_per_word":100,"vocab":{$VOCABULARY}}}
        """
        .replace("$ADDED", added)
        .replace("$VOCABULARY", vocabulary);
  }
}
