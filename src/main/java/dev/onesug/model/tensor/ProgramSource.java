package dev.onesug.model.tensor;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The text of a TorchScript module, and the archive that the engine loads it from.
 *
 * <p>An archive is a stored zip of four entries: the pickled module object, the pickled constants,
 * a version, and the text itself. Our modules hold no parameters (weights are arguments, see {@link
 * TensorProgram}), so the pickles are a few bytes and no Python is needed to write them.
 *
 * @param moduleName the class that the text defines
 * @param text TorchScript, as {@code torch.jit} prints it
 */
public record ProgramSource(String moduleName, String text) {
  /** Operator schemas of this serialisation version; older ones select older operators. */
  private static final String SERIALISATION_VERSION = "10\n";

  private static final Pattern OPTIONAL = Pattern.compile("(?m)^  (\\w+) : Optional\\[");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$([A-Z_]+)");

  /**
   * Reads {@code <moduleName>.py} beside a class and fills in its {@code $NAME} placeholders.
   *
   * @throws IllegalArgumentException if there is no such resource, or a placeholder has no value
   */
  public static ProgramSource of(Class<?> owner, String moduleName, Map<String, ?> constants) {
    String resource = moduleName + ".py";
    try (InputStream in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "resource: " + resource + " (expected: a file beside " + owner.getName() + ")");
      }
      String template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ProgramSource(moduleName, fill(template, constants));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fill(String template, Map<String, ?> constants) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(
            match -> {
              Object value = constants.get(match.group(1));
              if (value == null) {
                throw new IllegalArgumentException(
                    "placeholder: "
                        + match.group()
                        + " (expected: one of "
                        + constants.keySet()
                        + ")");
              }
              return Matcher.quoteReplacement(value.toString());
            });
  }

  /** Writes the archive, which {@code torch.jit.load} opens, too. */
  public void write(Path file) throws IOException {
    Files.write(file, archive());
  }

  byte[] archive() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      store(zip, "m/data.pkl", pickledModule());
      store(zip, "m/code/__torch__.py", text.getBytes(StandardCharsets.UTF_8));
      store(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      store(zip, "m/version", SERIALISATION_VERSION.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * {@code <moduleName>()} with the state {@code {training: False}}, in pickle protocol 2. What the
   * text declares as optional starts as {@code None}.
   */
  private byte[] pickledModule() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[] {(byte) 0x80, 2});
    out.writeBytes("c__torch__\n" + moduleName + "\n");
    out.write(new byte[] {'q', 0, ')', (byte) 0x81, '}', '('});
    pickledName(out, "training");
    out.write(0x89);
    for (String name : OPTIONAL.matcher(text).results().map(match -> match.group(1)).toList()) {
      pickledName(out, name);
      out.write('N');
    }
    out.write(new byte[] {'u', 'b', '.'});
    return bytes.toByteArray();
  }

  private static void pickledName(DataOutputStream out, String name) throws IOException {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    out.write('X');
    out.writeInt(Integer.reverseBytes(ascii.length));
    out.write(ascii);
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
