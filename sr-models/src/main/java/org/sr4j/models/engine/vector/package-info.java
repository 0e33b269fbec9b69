/**
 * The engine {@code vector}: inference programs in plain Java on the JDK's Vector API, without
 * native code.
 */
package org.sr4j.models.engine.vector;
