/** The {@code sr} command: one class per subcommand. */
package org.sr4j.examples.cli;
