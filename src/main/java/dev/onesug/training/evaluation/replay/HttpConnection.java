package dev.onesug.training.evaluation.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection that stays open between requests. Used by one thread.
 *
 * <p>A load generator shares the machine with the service, and the clients of the JDK cost several
 * times as much as a blocking socket: src/docs/decisions/0003-package-boundaries.md.
 */
final class HttpConnection implements AutoCloseable {
  private static final int CONNECT_MILLIS = 3000;
  private static final int DEFAULT_PORT = 80;

  private final InetSocketAddress address;
  private final int timeoutMillis;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();

  /**
   * @param timeoutMillis longest wait for an answer
   */
  HttpConnection(URI url, int timeoutMillis) {
    int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
    address = new InetSocketAddress(url.getHost(), port);
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * An answer.
   *
   * @param headers by name in lower case
   */
  record Answer(int status, Map<String, String> headers, byte[] body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /**
   * Sends a request and reads its answer to the end.
   *
   * @throws IOException if there is none, or none in time; the next request opens a new connection
   */
  Answer send(byte[] request) throws IOException {
    boolean wasOpen = socket != null;
    try {
      return exchange(request);
    } catch (ClosedBeforeAnswerException e) {
      if (!wasOpen) {
        throw e;
      }
      // The service closed an idle connection while the request was on its way.
      return exchange(request);
    }
  }

  private static final class ClosedBeforeAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    ClosedBeforeAnswerException(@Nullable Throwable cause) {
      super("the connection was closed before an answer", cause);
    }
  }

  private Answer exchange(byte[] request) throws IOException {
    boolean done = false;
    try {
      String statusLine = firstLine(request);
      Answer answer = answer(statusLine);
      done = !answer.header("connection").equalsIgnoreCase("close");
      return answer;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private String firstLine(byte[] request) throws IOException {
    Socket open = open();
    try {
      open.getOutputStream().write(request);
      return line();
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      throw new ClosedBeforeAnswerException(e);
    }
  }

  private Socket open() throws IOException {
    if (socket != null) {
      return socket;
    }
    Socket opened = new Socket();
    socket = opened;
    opened.setTcpNoDelay(true);
    opened.setSoTimeout(timeoutMillis);
    opened.connect(address, CONNECT_MILLIS);
    in = new BufferedInputStream(opened.getInputStream());
    return opened;
  }

  private Answer answer(String statusLine) throws IOException {
    if (!statusLine.matches("HTTP/1\\.[01] [0-9]{3}.*")) {
      throw new IOException("answer: " + statusLine + " (expected: HTTP/1.1)");
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return new Answer(Integer.parseInt(statusLine.substring(9, 12)), headers, body(headers));
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return chunks();
    }
    String length = headers.get("content-length");
    return length == null ? new byte[0] : bytes(Integer.parseInt(length));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size = chunkSize();
    while (size > 0) {
      body.writeBytes(bytes(size));
      line();
      size = chunkSize();
    }
    // Trailers, if any, and the empty line behind them.
    String trailer = line();
    while (!trailer.isEmpty()) {
      trailer = line();
    }
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    String line = line();
    try {
      return Integer.parseInt(line.replaceFirst(";.*", "").strip(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("chunk: " + line + " (expected: its size)", e);
    }
  }

  private byte[] bytes(int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("answer: " + bytes.length + " bytes (expected: " + size + ")");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    while (next != '\n') {
      if (next < 0) {
        throw new EOFException("the answer breaks off");
      }
      line.append((char) next);
      next = in.read();
    }
    int end = line.length() - 1;
    return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
  }

  @Override
  public void close() throws IOException {
    Socket open = socket;
    socket = null;
    if (open != null) {
      open.close();
    }
  }
}
