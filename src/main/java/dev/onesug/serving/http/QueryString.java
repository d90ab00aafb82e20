package dev.onesug.serving.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a URL, decoded strictly: a broken escape or broken UTF-8 is the client's to
 * hear of, by name, where the container would refuse or repair it in silence.
 */
final class QueryString {
  private record Parameter(String name, String encodedValue) {}

  private final List<Parameter> parameters = new ArrayList<>();

  /**
   * Splits a query string; values are decoded when they are asked for.
   *
   * @param query what stands after the question mark; null if nothing does
   */
  QueryString(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return;
    }
    for (String pair : List.of(query.split("&", -1))) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      parameters.add(new Parameter(plain(name), equals < 0 ? "" : pair.substring(equals + 1)));
    }
  }

  /**
   * The value of a parameter; the first where it is repeated.
   *
   * @return null if it is not there
   * @throws InvalidInputException if its escapes or its bytes are broken
   */
  @Nullable String value(String name) {
    List<String> values = values(name);
    return values.isEmpty() ? null : values.get(0);
  }

  /** As {@link #value}, of each where it is repeated. */
  List<String> values(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name.equals(name))
        .map(parameter -> StrictUtf8.decode(name, unescape(name, parameter.encodedValue)))
        .toList();
  }

  /** A name that cannot be decoded is one more unknown parameter. */
  private static String plain(String name) {
    try {
      return name.indexOf('%') < 0 ? name : StrictUtf8.decode(name, unescape(name, name));
    } catch (InvalidInputException e) {
      return name;
    }
  }

  private static ByteBuffer unescape(String name, String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    // The container hands over the bytes of the request line as Latin-1 characters.
    byte[] raw = encoded.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        bytes.write(escaped(name, encoded, i));
        i += 2;
      } else {
        bytes.write(raw[i] == '+' ? ' ' : raw[i]);
      }
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private static int escaped(String name, String encoded, int percent) {
    int high = digit(encoded, percent + 1);
    int low = digit(encoded, percent + 2);
    if (high < 0 || low < 0) {
      throw new InvalidInputException(
          name, encoded, "two hexadecimal digits after every percent sign");
    }
    return high * 16 + low;
  }

  private static int digit(String encoded, int index) {
    return index < encoded.length() ? Character.digit(encoded.charAt(index), 16) : -1;
  }
}
