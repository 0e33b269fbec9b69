package org.sr4j.api.spi;

/** The version of the service-provider interface. */
public final class SrApi {

  /** Raised whenever plugins compiled against an earlier level may no longer work. */
  public static final int LEVEL = 1;

  /** Ids that begin so are reserved for the library's own plugins. */
  public static final String RESERVED_PREFIX = "sr4j-";

  private SrApi() {}
}
