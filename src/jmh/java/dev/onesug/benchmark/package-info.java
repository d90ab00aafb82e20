/** What a search costs, beside what people would use instead: JMH benchmarks and their report. */
@NullMarked
package dev.onesug.benchmark;

import org.jspecify.annotations.NullMarked;
