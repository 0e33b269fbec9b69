package org.sr4j.models.inject;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.sr4j.api.metric.Validator;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.train.batch.FolderTrainingData;
import org.sr4j.models.train.batch.TrainingDataSource;
import org.sr4j.models.train.validation.EnlargerSource;
import org.sr4j.models.train.validation.FolderPictures;
import org.sr4j.models.train.validation.PictureSetSource;
import org.sr4j.models.train.validation.ResolverEnlargers;
import org.sr4j.models.train.validation.Validators;

/**
 * Binds the registry of the plugins on the class path, from which everything else is made, and what
 * the trainer reads and validates with.
 */
public final class ModelsModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(TrainingDataSource.class).to(FolderTrainingData.class);
    bind(PictureSetSource.class).to(FolderPictures.class);
    bind(EnlargerSource.class).to(ResolverEnlargers.class);
  }

  @Provides
  Validator validator() {
    return Validators.find();
  }

  @Provides
  @Singleton
  Registry registry() {
    return Registry.load();
  }
}
