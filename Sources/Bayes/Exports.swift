// A diagnostic, its code, its span and its source text are handed out by this module: whoever imports
// it alone can read their members.
@_exported public import BayesSource
