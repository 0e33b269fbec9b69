/** Bindings of this module for applications that use Guice. */
package org.sr4j.eval.inject;
