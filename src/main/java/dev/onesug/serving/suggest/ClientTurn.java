package dev.onesug.serving.suggest;

/**
 * Which keystroke of which search box it is: a newer one makes an older one useless.
 *
 * @param clientId names the search box
 * @param seq rises with its keystrokes
 */
public record ClientTurn(String clientId, long seq) {}
