package org.sr4j.api.model;

/**
 * Where a network, layer or strategy is described.
 *
 * @param citation authors, title, venue, year
 * @param link DOI or address of the paper or its code; empty if there is none
 */
public record Paper(String citation, String link) {}
