package dev.onesug.serving.suggest;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;

/**
 * Everything that a generation depends on.
 *
 * @param rules identity of the rules that it was made under
 */
record AnswerKey(String version, Prefix prefix, UserContext user, long rules) {}
