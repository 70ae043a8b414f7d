/// Which release this is.
public enum Release {
  /// The version, as `bayes --version` prints it and output files record it.
  public static let version = "0.1.0"
}
