package import BayesSource

/// The codes of names, types, axes, supports and distributions.
package enum CompilerDiagnosticCatalog {
  package static let all: [DiagnosticCode] = [
    .unknownNameCode, .redeclaredCode, .wrongKindCode, .unknownFunctionCode,
    .unknownDistributionCode, .unknownDimensionCode, .unknownTypeCode, .notYetCode, .misplacedCode,
    .recursionCode, .unrelatedAxesCode, .vectorAgainstMatrixCode, .bareArrayCode, .doesNotFitCode,
    .contractionCode, .elementCode, .indexCode, .indexCountCode, .levelCode, .piecesCode,
    .pieceCode, .labelCode, .callCode, .rangeCode, .listCode, .typeCode, .reductionCode,
    .distributionExpectedCode, .noSuchFormCode, .argumentOutsideCode, .strayAxisCode,
    .truncationCode, .observedDrawCode, .clauseCode, .unusedCode, .realEqualityCode,
    .discontinuityCode,
  ]
}
