package io.fairlead.ui.callfile;

import io.fairlead.calls.file.FileReply;
import io.fairlead.calls.file.Verdict;
import io.fairlead.files.Bytes;
import io.fairlead.model.Failure;
import io.fairlead.openfaas.Hop;
import io.fairlead.ui.fx.Texts;
import java.util.List;
import java.util.Optional;

/**
 * What came of one request.
 *
 * @param reply the answer, if one came
 * @param failure why none came
 * @param verdicts on what was expected
 * @param hops redirects that were followed
 * @param notes what else is worth saying, a sentence each
 */
public record Ran(
    Optional<FileReply> reply,
    Optional<Failure> failure,
    List<Verdict> verdicts,
    List<Hop> hops,
    List<String> notes) {
  public Ran {
    verdicts = List.copyOf(verdicts);
    hops = List.copyOf(hops);
    notes = List.copyOf(notes);
  }

  /** No answer came. */
  static Ran failed(Failure failure) {
    return new Ran(Optional.empty(), Optional.of(failure), List.of(), List.of(), List.of());
  }

  /** How many expectations held. */
  int held() {
    return (int) verdicts.stream().filter(Verdict::held).count();
  }

  /** The same without the bytes of its answer, which it says. */
  Ran withoutBody() {
    Optional<FileReply> head =
        reply.map(
            whole ->
                new FileReply(
                    whole.status(), whole.headers(), Bytes.of(new byte[0]), whole.duration()));
    boolean had = reply.filter(whole -> whole.body().size() > 0).isPresent();
    return had
        ? new Ran(head, failure, verdicts, hops, List.of(Texts.of("callfile.let-go")))
        : this;
  }
}
