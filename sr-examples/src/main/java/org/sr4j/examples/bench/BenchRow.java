package org.sr4j.examples.bench;

/**
 * A network on an engine at a size. What is not known is null.
 *
 * @param size side of the low-resolution picture in pixels
 * @param parameters trained values
 * @param medianMs median time of a picture in milliseconds
 * @param p10Ms a tenth of the times is below
 * @param p90Ms a tenth of the times is above
 * @param outputMpixelPerS million enlarged pixels a second, of the median
 * @param gflopPerS thousand million multiplications and additions of the convolutions a second, of
 *     the median, by the textbook's count: an algorithm that needs fewer comes out above what the
 *     processor does
 * @param peakGflopPerS what the processor can do with all its threads, measured beside it
 * @param peakShare the rate by that peak
 * @param toFirstEngine median ratio of the time to that of the first engine in the same round
 * @param difference largest difference to the first engine's picture, by the network's range
 * @param openMs building and preparing the network in a fresh JVM, milliseconds
 * @param firstMs first picture in a fresh JVM, milliseconds
 * @param peakResidentMb largest resident memory of a fresh JVM that enlarges one picture, 10^6
 *     bytes
 */
record BenchRow(
    String network,
    int scale,
    String engine,
    int size,
    Long parameters,
    double medianMs,
    double p10Ms,
    double p90Ms,
    double outputMpixelPerS,
    Double gflopPerS,
    Double peakGflopPerS,
    Double peakShare,
    double toFirstEngine,
    double difference,
    Double openMs,
    Double firstMs,
    Double peakResidentMb) {}
