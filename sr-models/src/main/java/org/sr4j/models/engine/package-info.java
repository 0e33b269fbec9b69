/** Engines: what runs networks; one package below for each. */
package org.sr4j.models.engine;
