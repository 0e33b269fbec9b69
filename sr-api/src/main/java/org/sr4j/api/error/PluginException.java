package org.sr4j.api.error;

/** Plugins could not be loaded; the message lists every problem found. */
public class PluginException extends SrException {

  public PluginException(Problem problem) {
    super(problem);
  }

  public PluginException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
