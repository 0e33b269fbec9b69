/** Draws the pictures of the README: a scene of our own, and what enlarging makes of it. */
package org.sr4j.examples.picture;
