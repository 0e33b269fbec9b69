/** Bicubic resizing as MATLAB and PyTorch do it. */
package org.sr4j.data.resize;
