package io.fairlead.localgateway.sample;

import io.fairlead.localgateway.function.FunctionAnswer;
import io.fairlead.localgateway.function.FunctionCall;
import io.fairlead.localgateway.function.FunctionRuntime;
import io.fairlead.localgateway.function.ReplicaContext;
import io.fairlead.localgateway.registry.ImageCatalogue;
import io.fairlead.localgateway.registry.ImageReference;
import io.fairlead.openfaas.wire.FunctionDeployment;
import java.io.IOException;
import java.util.Map;

/** Runs the images of the embedded registry inside this process, and no others. */
public final class SampleRuntime implements FunctionRuntime {

  private final ImageCatalogue images;

  /** A runtime for these images. */
  public SampleRuntime(ImageCatalogue images) {
    this.images = images;
  }

  @Override
  public Program prepare(FunctionDeployment deployment) throws ImageRefusedException {
    String text = deployment.image() == null ? "" : deployment.image();
    ImageReference reference =
        ImageReference.parse(text)
            .orElseThrow(() -> new ImageRefusedException("invalid reference format"));
    if (reference.hasCapitals()) {
      throw new ImageRefusedException(
          "invalid reference format: repository name (%s) must be lowercase"
              .formatted(reference.repository()));
    }
    if (!reference.isLocal()) {
      throw new ImageRefusedException(
          "unable to pull image %s: cannot pull: failed to resolve reference \"%s\": this gateway runs only the images of its own registry (samples/…), it starts no containers"
              .formatted(text, text));
    }
    ImageCatalogue.Image image =
        images
            .resolve(reference)
            .orElseThrow(
                () ->
                    new ImageRefusedException(
                        "unable to pull image %s: cannot pull: failed to resolve reference \"%s\": %s: not found"
                            .formatted(text, text, text)));
    Sample sample = SampleCatalogue.sample(image.repository());
    return new SampleProgram(image, sample);
  }

  private record SampleProgram(ImageCatalogue.Image image, Sample sample) implements Program {

    @Override
    public Map<String, String> environment() {
      return image.environment();
    }

    @Override
    public Replica start(ReplicaContext context) throws InterruptedException {
      context.log().accept("Starting " + image.repository() + " " + image.version());
      Thread.sleep(context.startDelay());
      return new SampleReplica(sample, context);
    }
  }

  private record SampleReplica(Sample sample, ReplicaContext context) implements Replica {

    @Override
    public void serve(FunctionCall call, FunctionAnswer answer)
        throws IOException, InterruptedException {
      sample.serve(call, answer, context);
    }

    @Override
    public void close() {
      // Nothing runs between calls.
    }
  }
}
