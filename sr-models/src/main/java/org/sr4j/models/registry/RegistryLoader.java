package org.sr4j.models.registry;

import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sr4j.api.error.PluginException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.spi.EngineProvider;
import org.sr4j.api.spi.LayerProvider;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.SrApi;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.api.spi.StrategyProvider;

/** Collects plugins and their problems, then makes the registry or one exception. */
final class RegistryLoader {

  private static final Logger log = LoggerFactory.getLogger(Registry.class);
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final String OWN_PACKAGE = "org.sr4j.";

  private final List<String> problems = new ArrayList<>();
  private final List<SrPlugin> plugins = new ArrayList<>();
  private final Map<String, SrPlugin> owners = new HashMap<>();
  private final SortedMap<String, LayerProvider<?>> layers = new TreeMap<>();
  private final SortedMap<String, ModelProvider<?>> models = new TreeMap<>();
  private final SortedMap<String, StrategyProvider<?>> strategies = new TreeMap<>();
  private final SortedMap<String, EngineProvider> engines = new TreeMap<>();

  static Registry fromClassPath(ClassLoader loader) {
    RegistryLoader registry = new RegistryLoader();
    Iterator<SrPlugin> found = ServiceLoader.load(SrPlugin.class, loader).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          return registry.build();
        }
        registry.add(found.next());
      } catch (ServiceConfigurationError broken) {
        // The iterator moves on past a provider that cannot be made; its message names the class.
        registry.problems.add(broken.getMessage() + causeOf(broken));
      }
    }
  }

  RegistryLoader addAll(List<SrPlugin> all) {
    all.forEach(this::add);
    return this;
  }

  private void add(SrPlugin plugin) {
    try {
      String id = plugin.id();
      if (!isValid(id)) {
        problem(plugin, "id \"" + id + "\" is not lower-case words joined by hyphens");
      } else if (id.startsWith(SrApi.RESERVED_PREFIX)
          && !plugin.getClass().getName().startsWith(OWN_PACKAGE)) {
        problem(
            plugin, "id \"" + id + "\" begins with the reserved \"" + SrApi.RESERVED_PREFIX + "\"");
      } else if (plugin.apiLevel() != SrApi.LEVEL) {
        problem(
            plugin,
            "was made for API level "
                + plugin.apiLevel()
                + ", this library has "
                + SrApi.LEVEL
                + "; use a matching version");
      } else if (claim("plugin", id, plugin)) {
        plugins.add(plugin);
        register("layer", plugin, plugin.layers(), LayerProvider::id, layers);
        register("model", plugin, plugin.models(), ModelProvider::id, models);
        register("strategy", plugin, plugin.strategies(), StrategyProvider::id, strategies);
        register("engine", plugin, plugin.engines(), EngineProvider::id, engines);
        log.debug("Plugin {} from {}", id, jarOf(plugin));
      }
    } catch (RuntimeException | LinkageError broken) {
      problem(plugin, "failed: " + broken);
    }
  }

  private <T> void register(
      String kind,
      SrPlugin plugin,
      List<? extends T> offered,
      Function<T, String> idOf,
      SortedMap<String, T> into) {
    for (T provider : offered) {
      String id = idOf.apply(provider);
      if (!isValid(id)) {
        problem(plugin, kind + " id \"" + id + "\" is not lower-case words joined by hyphens");
      } else if (claim(kind, id, plugin)) {
        into.put(id, provider);
      }
    }
  }

  private boolean claim(String kind, String id, SrPlugin plugin) {
    SrPlugin owner = owners.putIfAbsent(kind + " " + id, plugin);
    if (owner != null) {
      problem(plugin, kind + " \"" + id + "\" is already offered by " + describe(owner));
    }
    return owner == null;
  }

  private static boolean isValid(String id) {
    return id != null && ID.matcher(id).matches();
  }

  private void problem(SrPlugin plugin, String text) {
    problems.add(describe(plugin) + ": " + text);
  }

  private static String describe(SrPlugin plugin) {
    return plugin.getClass().getName() + " in " + jarOf(plugin);
  }

  private static String jarOf(SrPlugin plugin) {
    CodeSource source = plugin.getClass().getProtectionDomain().getCodeSource();
    return source == null ? "(no jar)" : source.getLocation().getPath();
  }

  private static String causeOf(Throwable broken) {
    return broken.getCause() == null ? "" : " (" + broken.getCause() + ")";
  }

  Registry build() {
    if (!problems.isEmpty()) {
      throw new PluginException(
          Problem.cannot("load the plugins")
              .got(problems.size() + " problems: " + String.join("; ", problems))
              .advice("Remove or update the jars named."));
    }
    plugins.sort(Comparator.comparing(SrPlugin::id));
    return new Registry(
        plugins,
        Collections.unmodifiableSortedMap(layers),
        Collections.unmodifiableSortedMap(models),
        Collections.unmodifiableSortedMap(strategies),
        Collections.unmodifiableSortedMap(engines));
  }
}
