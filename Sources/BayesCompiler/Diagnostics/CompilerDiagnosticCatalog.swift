package import BayesSource

/// The codes of names, types, axes, supports and distributions.
package enum CompilerDiagnosticCatalog {
  package static let all: [DiagnosticCode] = [
    .unknownNameCode, .redeclaredCode, .wrongKindCode, .unknownFunctionCode,
    .unknownDistributionCode, .unknownDimensionCode, .unknownTypeCode, .notYetCode, .misplacedCode,
    .recursionCode, .unfoldsTooFarCode, .submodelCode, .importCode, .armsCode,
    .unrelatedAxesCode, .vectorAgainstMatrixCode,
    .bareArrayCode, .doesNotFitCode,
    .contractionCode, .elementCode, .indexCode, .indexCountCode, .levelCode, .piecesCode,
    .pieceCode, .labelCode, .callCode, .rangeCode, .listCode, .typeCode, .reductionCode, .orderCode,
    .axisOrderCode, .tupleCode, .solvedFunctionCode, .solverSettingCode, .judgementCode,
    .distributionExpectedCode, .noSuchFormCode, .argumentOutsideCode, .emptyIntervalCode,
    .supportsCode,
    .strayAxisCode,
    .truncationCode, .observedDrawCode, .clauseCode, .unusedCode, .bareBoundsCode,
    .noncentredCode,
    .beyondSupportCode, .realEqualityCode,
    .discontinuityCode,
  ]
}
