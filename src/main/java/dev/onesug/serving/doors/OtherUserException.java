package dev.onesug.serving.doors;

/** A request names one user, and its valid token another. */
public final class OtherUserException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String field;
  private final String userId;

  OtherUserException(String field, String userId) {
    super(field + ": not the user of the token", null, false, false);
    this.field = field;
    this.userId = userId;
  }

  /** The field that names the user. */
  public String field() {
    return field;
  }

  /** The user whom it names. */
  public String userId() {
    return userId;
  }
}
