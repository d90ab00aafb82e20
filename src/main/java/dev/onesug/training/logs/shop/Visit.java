package dev.onesug.training.logs.shop;

import dev.onesug.training.logs.UserProfile;
import java.util.List;

/**
 * One search in an open shop.
 *
 * @param user who
 * @param inTest whether it falls into the days of the test
 * @param typed text in the box when the user chose a suggestion or pressed enter
 * @param clicked position chosen, from 0, or {@link Look#NOTHING} for enter
 * @param itemClicks items opened on the result page
 * @param orders items bought from it
 * @param looks at the box on the way, in order
 */
public record Visit(
    UserProfile user,
    boolean inTest,
    String typed,
    int clicked,
    int itemClicks,
    int orders,
    List<Look> looks) {}
