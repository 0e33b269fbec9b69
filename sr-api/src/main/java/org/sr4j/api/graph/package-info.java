/** What layers and networks write their graphs with. */
package org.sr4j.api.graph;
