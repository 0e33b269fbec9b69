/** What strategies would do to a network, told without building it. */
package org.sr4j.models.strategy.plan;
