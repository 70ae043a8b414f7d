import BayesGraph

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension DataOptions {
  /// What the flags say about binding; without a limit half of the machine's memory is one.
  var bindingOptions: BindingOptions {
    var options = BindingOptions()
    options.conditioned = Set(conditioned)
    options.latent = Set(latent)
    options.isStrict = isStrict
    options.maxMemory = maxMemory?.bytes ?? Self.halfOfMemory
    return options
  }

  private static var halfOfMemory: Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let size = sysconf(Int32(_SC_PAGESIZE))
    let (bytes, isTooLarge) = pages.multipliedReportingOverflow(by: size)
    return isTooLarge || bytes <= 0 ? Int.max : bytes / 2
  }
}
