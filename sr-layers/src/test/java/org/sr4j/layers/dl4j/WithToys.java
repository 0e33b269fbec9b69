package org.sr4j.layers.dl4j;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sr4j.api.spi.SrPlugin;

/**
 * Lets ServiceLoader find {@link ToyPlugin} in this test only: a provider file among the test
 * resources would show the toys to every module that uses this module's test jar.
 */
public final class WithToys implements BeforeAllCallback, AfterAllCallback {

  private ClassLoader original;

  @Override
  public void beforeAll(ExtensionContext context) {
    original = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(new ToyLoader(original));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Thread.currentThread().setContextClassLoader(original);
  }

  private static final class ToyLoader extends ClassLoader {

    ToyLoader(ClassLoader parent) {
      super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      List<URL> found = Collections.list(super.getResources(name));
      if (name.equals("META-INF/services/" + SrPlugin.class.getName())) {
        found.add(text(ToyPlugin.class.getName()));
      }
      return Collections.enumeration(found);
    }

    @SuppressWarnings("deprecation") // URL(...) with a handler has no successor in Java 17
    private static URL text(String content) throws IOException {
      return new URL(
          null,
          "toys:provider",
          new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
              return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                  return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
                }
              };
            }
          });
    }
  }
}
