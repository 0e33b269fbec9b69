/** What a network costs: parameters, Multi-Adds, activations, memory. */
package org.sr4j.models.complexity;
