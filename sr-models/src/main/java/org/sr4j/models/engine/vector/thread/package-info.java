/** Threads that share the bands of one step after the other. */
package org.sr4j.models.engine.vector.thread;
