package dev.onesug.serving.rules;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A document of rules, YAML or JSON, which is YAML too.
 *
 * @param tree what it says, for people and programs to read
 * @param rules the same as rules
 */
public record RuleDocument(Map<?, ?> tree, RuleSet rules) {
  /** Larger ones are refused. */
  public static final int MAX_BYTES = 16 << 20;

  private static final int REVISION_DIGITS = 12;

  /** An empty document has no rules. */
  public static final RuleDocument EMPTY =
      new RuleDocument(Map.of("rules", List.of()), RuleSet.EMPTY);

  /**
   * Reads a document as a whole.
   *
   * @throws InvalidRulesException if it is too large, not YAML, or any part breaks a rule
   */
  public static RuleDocument parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new InvalidRulesException(
          "document", bytes.length + " bytes", "at most " + MAX_BYTES + " bytes");
    }
    Object tree = tree(text(bytes));
    if (tree == null) {
      return EMPTY;
    }
    Node document = new Node("", tree);
    return new RuleDocument(
        document.members(), new RuleSet(RuleReader.read(document), revision(bytes)));
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidRulesException("document", "other bytes", "UTF-8");
    }
  }

  private static Object tree(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setAllowDuplicateKeys(false);
    DumperOptions dumper = new DumperOptions();
    try {
      return new Yaml(
              new SafeConstructor(options),
              new Representer(dumper),
              dumper,
              options,
              new TextResolver())
          .load(text);
    } catch (YAMLException e) {
      throw new InvalidRulesException("document", String.valueOf(e.getMessage()), "YAML or JSON");
    }
  }

  /** Whatever is not in quotes is a text: {@code no} and {@code 1984} are queries of a shop. */
  private static final class TextResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {}
  }

  private static String revision(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash).substring(0, REVISION_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
