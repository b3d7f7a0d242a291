package io.fairlead.ui.control;

/** How something is, as a colour and a word tell it. */
public enum HealthState {
  UP,
  WAITING,
  DOWN,
  UNKNOWN
}
