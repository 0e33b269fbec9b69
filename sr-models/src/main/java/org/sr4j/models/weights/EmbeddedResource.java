package org.sr4j.models.weights;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;

/** Opens resources of jars without the JVM-wide cache, which would keep the jar file locked. */
final class EmbeddedResource {

  private EmbeddedResource() {}

  static InputStream open(URL resource) throws IOException {
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }
}
