package io.fairlead.calls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the book holds of one function.
 *
 * @param draft the last input
 * @param draftAt when that was
 * @param named the saved calls, in the order in which they were saved
 */
record CallPage(Key key, Optional<KeptCall> draft, Instant draftAt, List<NamedCall> named) {

  /**
   * Which function it is, independent of what the gateway is called in this session.
   *
   * @param gateway where the gateway is
   */
  record Key(String gateway, String namespace, String function) {}

  CallPage {
    named = List.copyOf(named);
  }

  static CallPage empty(Key key) {
    return new CallPage(key, Optional.empty(), Instant.EPOCH, List.of());
  }

  boolean isEmpty() {
    return draft.isEmpty() && named.isEmpty();
  }

  CallPage withDraft(KeptCall changed, Instant at) {
    return new CallPage(key, Optional.of(changed), at, named);
  }

  CallPage withoutDraft() {
    return new CallPage(key, Optional.empty(), Instant.EPOCH, named);
  }

  CallPage withNamed(List<NamedCall> changed) {
    return new CallPage(key, draft, draftAt, changed);
  }
}
