/** What is seen of a run: CSV log, progress bar, log lines. */
package org.sr4j.models.train.report;
