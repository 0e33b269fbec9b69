/** Strategies on networks of Deeplearning4j. */
package org.sr4j.examples.graft;
