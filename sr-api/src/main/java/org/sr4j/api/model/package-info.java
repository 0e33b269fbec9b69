/** Networks and what callers must know of them. */
package org.sr4j.api.model;
