package dev.onesug.serving.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The scripts that Redis runs, which lie beside this class. */
final class LuaScript {
  private LuaScript() {}

  static String read(String name) {
    try (InputStream script = LuaScript.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(script, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
