/** Plugins by id, and their options. */
package org.sr4j.models.registry;
