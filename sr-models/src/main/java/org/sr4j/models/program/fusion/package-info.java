/** Which operations of a program an engine may do in one go, before a value leaves the cache. */
package org.sr4j.models.program.fusion;
