package import BayesSource

/// The codes of data that do not fit a model.
package enum BindingDiagnosticCatalog {
  package static let all: [DiagnosticCode] = [
    .missingDataCode, .wrongShapeCode, .wrongElementCode, .missingCellCode, .notFiniteCode,
    .codeOutsideCode, .outOfBoundsCode, .sizesDisagreeCode, .unknownSizeCode, .lengthsDifferCode,
    .indexOutsideCode, .outsideSupportCode, .paramInDataCode, .surplusDataCode, .tooLargeCode,
    .negativeSizeCode, .argumentValueCode, .emptyIntervalCode, .censoringCode, .brokenPiecesCode,
    .endlessCode,
    .timesCode, .noSolutionCode,
    .sizeFromCodesCode,
  ]
}

extension DiagnosticCode {
  static let missingDataCode = DiagnosticCode(
    "B0510", title: "data that the model asks for are not there",
    explanation: """
      The model declares a datum that no data file has. The message offers the nearest name
      among those that are there and not asked for. Data come from `--data FILE`, which may be
      given several times.
      """)
  static let wrongShapeCode = DiagnosticCode(
    "B0511", title: "data of the wrong shape",
    explanation: """
      The datum has another number of axes, or another length along one, than its declaration
      says. The message shows both. A single number is no array of length one, nor the reverse.
      """)
  static let wrongElementCode = DiagnosticCode(
    "B0512", title: "data of the wrong kind",
    explanation: """
      The declaration asks for numbers, integers, booleans (0 and 1) or labels, and a cell holds
      something else: a string among numbers, a fraction where an Int is declared.
      """)
  static let missingCellCode = DiagnosticCode(
    "B0513", title: "a missing value where none may be",
    explanation: """
      Null cells of a quantity after `observe` become latent and are inferred. Data declared
      with `data` are given and may have none: fill the cell, drop the row, or declare a model
      for it with `observe`. Missing counts, codes and booleans of an observed quantity cannot be
      inferred yet.
      """)
  static let notFiniteCode = DiagnosticCode(
    "B0514", title: "a cell that is not a finite number",
    explanation: """
      NaN and infinities in data are mistakes of the program that wrote them; a missing value is
      `null` (or an empty cell of a table).
      """)
  static let codeOutsideCode = DiagnosticCode(
    "B0515", title: "a code or label outside its dimension",
    explanation: """
      Integer codes count from 1 (or from what `from` says) to the size of the dimension; string
      labels are those that the `dim` line lists. The message names the cell and the size.
      """)
  static let outOfBoundsCode = DiagnosticCode(
    "B0516", title: "a value outside its declared bounds",
    explanation: """
      The declaration bounds the datum by `in lower...upper` or by a type such as Simplex, and a
      cell lies outside. Either the data or the declaration are wrong.
      """)
  static let sizesDisagreeCode = DiagnosticCode(
    "B0517", title: "a dimension with two sizes",
    explanation: """
      Every array that carries a dimension must give it the same length. The message lists each
      array with the length it has. Two different things need two dimensions.
      """)
  static let unknownSizeCode = DiagnosticCode(
    "B0518", title: "a dimension without a size",
    explanation: """
      No data array carries the dimension and nothing after `=` says how large it is. Write `dim
      K = 3`, or `dim K = n` to take it from a datum.
      """)
  static let lengthsDifferCode = DiagnosticCode(
    "B0519", title: "lists of different lengths",
    explanation: """
      Two unnamed axes are combined, or a list is given where a named axis is expected, and
      their lengths differ.
      """)
  static let indexOutsideCode = DiagnosticCode(
    "B0520", title: "an index outside its array",
    explanation: """
      Between brackets an index computed from data falls outside the axis it picks from. The
      message shows the equation, the value and the length. Guard it with a condition, `i <= n ?
      x[i] : 0`, or mend the data.
      """)
  static let outsideSupportCode = DiagnosticCode(
    "B0521", title: "an observation that the distribution cannot produce",
    explanation: """
      The distribution gives no probability to the observed value, whatever is drawn: a negative
      count, a proportion above one, more successes than trials, a value outside the bounds of
      `truncated`. The log density would be −∞ everywhere.
      """)
  static let paramInDataCode = DiagnosticCode(
    "B0522", title: "a parameter whose name stands in the data",
    explanation: """
      A `param` is inferred unless the run conditions on it. Say which is meant: `--condition
      NAME` takes the data as its value, `--latent NAME` ignores them.
      """)
  static let surplusDataCode = DiagnosticCode(
    "B0523", title: "data that nothing asks for",
    explanation: """
      With `--strict-data` every name in the data must be one that the model declares. Without
      it surplus names are ignored and listed, but for one that is nearly the name of a datum
      that took its default: that is a slip.
      """)
  static let tooLargeCode = DiagnosticCode(
    "B0524", title: "more memory than allowed",
    explanation: """
      Sizes and data make arrays that need more memory than `--max-memory` allows (half of the
      machine's unless given). Often a size is wrong, or two dimensions were combined into a
      table by mistake.
      """)
  static let negativeSizeCode = DiagnosticCode(
    "B0525", title: "a size that is no count",
    explanation: """
      A dimension, slice, piece or bound of a range comes from an expression of the data that is
      negative, has a fraction or is no number (a division by zero); or a part is larger than the
      dimension it is of. An empty dimension is fine, and so are its pieces.
      """)
  static let argumentValueCode = DiagnosticCode(
    "B0526", title: "an argument of a distribution outside its domain, with these data",
    explanation: """
      The data alone decide this argument, and no density exists for its value: a scale must be
      positive, a probability lies between 0 and 1, the weights of a mixture sum to 1. The message
      names the argument, its value and its place. Mend the data, bound them where they are
      declared (`data sigma: Real[Obs] in 0...`), or switch the element off by `when`.
      """)
  static let emptyIntervalCode = DiagnosticCode(
    "B0527", title: "bounds that hold no value, with these data",
    explanation: """
      With these data the lower end of a range is not below its upper end, or an end is infinite, so
      that nothing can be inferred between them. This holds for `in` on the type of a parameter, for
      `truncated`, and for `Uniform` and `Flat`. An open end is left out: `in 0...`.
      """)
  static let censoringCode = DiagnosticCode(
    "B0528", title: "a value that does not go with its censoring",
    explanation: """
      A censored value is written as the bound it reached, so none lies above the bound of
      `censored(right: c)` or below that of `censored(left: c)`, and none is `null`. A column of 0
      and 1 that marks censored rows is a condition, not a bound: `right: status == 0`, or declare it
      `Bool`. Of `censored(interval: upper)` the observed value is the lower end and `upper`, finite,
      the other; the two are equal where a value is exact. A row is censored in one way only. Mend
      the data, or switch the row off by `when`.
      """)
  static let brokenPiecesCode = DiagnosticCode(
    "B0530", title: "pieces that do not cover a dimension once, with these sizes",
    explanation: """
      The equations of one name must cover its dimension without gap or overlap. Where the length
      of a piece comes from the data this is settled when they are bound: `x[Time.prefix(n)]` and
      `x[Time.dropFirst(n)]` meet for every n, `x[Time.prefix(n)]` and `x[Time.suffix(m)]` only if
      n + m is the size.
      """)
  static let endlessCode = DiagnosticCode(
    "B0531", title: "a loop that does not end, with these data",
    explanation: """
      Loops of functions whose rounds the data decide are run when data are bound, all together up to half
      a million steps. This one takes more: its condition never becomes false, or it does step by step what
      an equation or a reduction over a dimension does at once.
      """)
  static let sizeFromCodesCode = DiagnosticCode(
    "W0501", title: "a size taken from the largest code",
    explanation: """
      Only codes tell how large the dimension is, so it ends at the largest one seen: a last
      category that does not occur would vanish. Give the size: `dim County = 85`.
      """)
}
