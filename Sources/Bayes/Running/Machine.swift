#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the machine has.
package enum Machine {
  /// Processors that are switched on.
  package static var processors: Int { max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1) }

  /// Bytes of memory.
  package static var memory: Int {
    let (bytes, isTooLarge) = Int(sysconf(Int32(_SC_PHYS_PAGES)))
      .multipliedReportingOverflow(by: Int(sysconf(Int32(_SC_PAGESIZE))))
    return isTooLarge || bytes <= 0 ? Int.max : bytes
  }
}
