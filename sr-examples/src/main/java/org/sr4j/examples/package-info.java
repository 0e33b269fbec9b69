/** Runnable examples of the library, one main class each, and the {@code sr} command. */
package org.sr4j.examples;
