package dev.onesug.serving.feedback;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file that lines are appended to. */
interface Segment extends Closeable {

  /** Appends whole lines; what fails leaves none of them, as far as the disk allows. */
  void append(ByteBuffer lines) throws IOException;

  /** Forces to the disk what was appended. */
  void force() throws IOException;

  /** Bytes that were appended. */
  long length();
}
