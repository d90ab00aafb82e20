package dev.onesug.training.logs.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.text.QueryText;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "john.doe@example.com|EMAIL",
        "order status john_doe+shop@mail.example.org|EMAIL",
        "Mail <John.Doe@Example.COM>.|EMAIL",
        "mailto:j@example.co.uk, please|EMAIL",
        "4111 1111 1111 1111|CARD",
        "4111-1111-1111-1111 12/27|CARD",
        "5555555555554444|CARD",
        "378282246310005|CARD",
        "212-555-0123|PHONE",
        "call (212) 736-5000|PHONE",
        "1-800-356-9377|PHONE",
        "+49 30 901820|PHONE",
        "+491712345678|PHONE",
        "020 7946 0958|PHONE",
        "06 12 34 56 78|PHONE",
        "138 1234 5678|PHONE",
        "03-3224-9999|PHONE",
        "12 Baker Street|ADDRESS",
        "221b baker street, london|ADDRESS",
        "deliver to 10 downing street london sw1a 2aa|-",
        "deliver at 10 downing street london sw1a 2aa|ADDRESS",
        "12 main st springfield il 62701|ADDRESS",
        "12 old oak ave apt 4|ADDRESS",
        "P.O. Box 123|ADDRESS",
        "po box #7 dublin|ADDRESS",
        "postfach 12 34 56|ADDRESS",
        "Hauptstr. 5|ADDRESS",
        "lange straße 12a 10115 berlin|ADDRESS",
        "24 rue de rivoli paris|ADDRESS",
        "calle mayor 5|ADDRESS",
        "avenida de la paz, 12|ADDRESS",
        "via roma 12|ADDRESS",
        "南京路100号|ADDRESS",
        "霞が関1丁目|ADDRESS",
      })
  void in_textOfOnePerson_isRecognised(String text, String kind) {
    String found = PrivateText.in(QueryText.normalise(text)).map(PrivateText::name).orElse("-");
    assertThat(found).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lamp",
        "iphone 15 128gb",
        "601 sandpaper 2000",
        "wall street poster",
        "5th avenue perfume",
        "24 faubourg",
        "calle 13",
        "21 jump street dvd",
        "1 inch road bike tire",
        "1 tb hard drive",
        "post office box sign",
        "m@m candy",
        "@home candle",
        "dolce@gabbana",
        // Part numbers, article numbers, sizes, years.
        "04152-31090",
        "04465-33471 brake pads",
        "0 445 120 123",
        "0445120123",
        "11 42 7 953 129",
        "a 000 180 26 09",
        "703.456.78",
        "5340-01-234-5678",
        "2-1234567-8",
        "978-3-16-148410-0",
        "9783161484100",
        "4006381333931",
        "205 55 16 91 v",
        "10 12 14 16 18",
        "30 32 34 36 38",
        "2019-2021 2022 2023",
        "300 x 200 x 100 mm",
        "4111 1111 1111 1112",
        "13812345678",
      })
  void in_queryOfAShop_isLetThrough(String query) {
    assertThat(PrivateText.in(QueryText.normalise(query))).isEmpty();
  }

  @Test
  void in_anyText_answers() {
    Random random = new Random(1);
    String alphabet = "0123456789 -.+@(),abcstreet路号#";
    for (int text = 0; text < 3000; text++) {
      StringBuilder any = new StringBuilder();
      for (int i = random.nextInt(QueryText.MAX_CODE_POINTS); i >= 0; i--) {
        any.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(PrivateText.in(QueryText.normalise(any.toString()))).isNotNull();
    }
  }
}
