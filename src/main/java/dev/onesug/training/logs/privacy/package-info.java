/**
 * What of people's searches must not become anybody's suggestion: text that tells of one person,
 * and queries that too few people searched. It does not know where queries come from.
 */
@NullMarked
package dev.onesug.training.logs.privacy;

import org.jspecify.annotations.NullMarked;
