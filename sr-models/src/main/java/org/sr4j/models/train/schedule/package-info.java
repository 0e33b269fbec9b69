/** Learning rates by step. */
package org.sr4j.models.train.schedule;
