package import BayesCompiler
import BayesSource

extension SourceProvider {
  /// The files of this machine, their paths taken from the folder of the importing file.
  package static let files = SourceProvider { path, importer in
    let name = resolve(path, besides: importer == "-" ? "" : importer)
    guard name != "-" else { return .missing("standard input is read once, for the model itself") }
    do throws(FileError) {
      return .found(SourceText(name: name, bytes: try FileReader.bytes(of: name)))
    } catch {
      return .missing(error.reason)
    }
  }
}
