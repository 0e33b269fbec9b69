/** Networks that are there as programs: read from files, embedded, exported. */
package org.sr4j.models.program.network;
