package io.fairlead.session;

import io.fairlead.calls.file.FileCall;
import io.fairlead.calls.file.FileReply;
import io.fairlead.calls.file.Verdict;
import io.fairlead.model.Failure;
import io.fairlead.openfaas.Hop;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of one call of a file. Verdicts and notes never show a value of a private environment.
 *
 * @param call what was run
 * @param reply the reply or the callback, if one came
 * @param failure why none came
 * @param verdicts one for each expectation, in their order; where none is written and no answer
 *     came, one that missed "an answer"
 * @param hops the redirects that were followed
 * @param notes what is worth knowing, one sentence each
 */
public record FileOutcome(
    FileCall call,
    Optional<FileReply> reply,
    Optional<Failure> failure,
    List<Verdict> verdicts,
    List<Hop> hops,
    List<String> notes) {

  public FileOutcome {
    Objects.requireNonNull(call);
    Objects.requireNonNull(reply);
    Objects.requireNonNull(failure);
    verdicts = List.copyOf(verdicts);
    hops = List.copyOf(hops);
    notes = List.copyOf(notes);
  }

  /** Whether nothing was missed. */
  public boolean held() {
    return verdicts.stream().allMatch(Verdict::held);
  }
}
