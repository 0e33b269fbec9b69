/** Measures how fast engines run networks. */
package org.sr4j.examples.bench;
