package org.sr4j.eval.benchmark;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One picture of a data set at one scale.
 *
 * @param name file name of the reference without its extension
 * @param reference file of the high-resolution picture
 * @param lowRes file of the low-resolution picture, where the data set has a folder of them (the
 *     file itself may be missing); empty where it is to be made
 */
public record TestPicture(String name, Path reference, Optional<Path> lowRes) {}
