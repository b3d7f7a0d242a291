package io.fairlead.ui.probe;

import io.fairlead.model.FunctionRef;

/** The place of a function's load probe; open at most once. */
public record ProbePlace(FunctionRef function) {}
