package dev.onesug.benchmark;

import ai.onnxruntime.OrtException;

/** An engine with a model and some work to do. Used by one thread. */
interface Searcher extends AutoCloseable {
  /** Of every search, how many hypotheses are kept and how many results are wanted. */
  int BEAM = 16;

  /** Of the fixed work, the steps that feed {@link #BEAM} hypotheses. */
  int STEPS = 12;

  /** Of the fixed work, the tokens that are allowed after a hypothesis. */
  int ALLOWED_TOKENS = 512;

  /** How many different keystrokes there are, asked for in turn. */
  int KEYSTROKES = 256;

  /** Searches once, for the next keystroke. Returns something that hangs on all of the work. */
  Object search() throws OrtException;

  @Override
  void close() throws OrtException;
}
