/** IMDN: information multi-distillation. */
package org.sr4j.models.network.imdn;
