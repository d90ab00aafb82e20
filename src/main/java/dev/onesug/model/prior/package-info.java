/**
 * What is believed of the next query before the model is asked: popularity, what the user's history
 * points at, and what the typed words and the queries near in meaning tell, with their fitted
 * weights. It counts with the index's lists and does not know the model.
 */
@NullMarked
package dev.onesug.model.prior;

import org.jspecify.annotations.NullMarked;
