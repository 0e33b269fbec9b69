package org.sr4j.api.graph;

/** Height and width of a feature map in pixels. */
public record Size(int height, int width) {}
