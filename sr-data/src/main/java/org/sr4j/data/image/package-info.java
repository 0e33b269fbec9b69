/** Image files and {@code BufferedImage}s in and out, colour conversion, quantisation. */
package org.sr4j.data.image;
