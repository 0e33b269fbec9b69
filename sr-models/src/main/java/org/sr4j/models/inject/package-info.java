/** Guice modules of the library. */
package org.sr4j.models.inject;
