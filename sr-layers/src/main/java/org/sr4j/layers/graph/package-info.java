/** Writes networks into SameDiff graphs, and owns the arrays behind them. */
package org.sr4j.layers.graph;
