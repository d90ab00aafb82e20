package dev.onesug.serving.context;

/** The store of users could not do what must not be dropped. */
public final class UserStoreException extends RuntimeException {
  UserStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
