/** JMH benchmarks; run with the profile {@code bench}, never as tests. */
package org.sr4j.data.bench;
