/** LESRCNN, LESRCNN-S, the enhanced variant and the ablations. */
package org.sr4j.models.network.lesrcnn;
