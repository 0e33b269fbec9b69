/** From a program and the size of a picture to steps with places in memory. */
package org.sr4j.models.engine.vector.plan;
