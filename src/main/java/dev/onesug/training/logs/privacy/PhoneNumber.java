package dev.onesug.training.logs.privacy;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds phone numbers that are written as such: with a country code, or in the three or more groups
 * of digits that a country writes. Any ten digits in a row are somebody's number in some country,
 * and two groups are a part number as well ({@code 04152-31090} is an oil filter and a place in
 * Germany): those are let through.
 */
final class PhoneNumber {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  /** Where numbers without a country code are written in groups that little else is. */
  private static final List<String> COUNTRIES = List.of("US", "GB", "FR", "CN", "JP");

  private static final int FEWEST_DIGITS = 7;
  private static final int FEWEST_GROUPS = 3;
  private static final int MOST_TRIED = 20;
  private static final Pattern BETWEEN_GROUPS = Pattern.compile("\\D+");

  private PhoneNumber() {}

  static boolean isIn(String text) {
    return text.chars().filter(Character::isDigit).count() >= FEWEST_DIGITS
        && COUNTRIES.stream().anyMatch(country -> isIn(text, country));
  }

  private static boolean isIn(String text, String country) {
    for (PhoneNumberMatch match : NUMBERS.findNumbers(text, country, Leniency.VALID, MOST_TRIED)) {
      if (match.rawString().startsWith("+") || isInGroups(match)) {
        return true;
      }
    }
    return false;
  }

  /** What stands before the groups, such as the trunk prefix 1 of North America, is free. */
  private static boolean isInGroups(PhoneNumberMatch match) {
    List<String> written = groups(match.rawString());
    List<String> usual = groups(NUMBERS.format(match.number(), PhoneNumberFormat.NATIONAL));
    int before = written.size() - usual.size();
    return usual.size() >= FEWEST_GROUPS
        && before >= 0
        && written.subList(before, written.size()).equals(usual);
  }

  private static List<String> groups(String number) {
    return Arrays.stream(BETWEEN_GROUPS.split(number)).filter(group -> !group.isEmpty()).toList();
  }
}
