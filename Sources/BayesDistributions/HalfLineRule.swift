import BayesMath

/// The trapezoid rule in t of integrals over positive u = exp(t - exp(-t)), for smooth integrands that
/// fall like exp(-u) or faster (Takahasi and Mori 1974).
enum HalfLineRule {
  static let nodes: [(u: Double, weight: Double)] = (-58...74).map { k in
    let step = 0.0625
    let t = Double(k) * step
    let u = Double.exp(t - Double.exp(-t))
    return (u, u * (1 + Double.exp(-t)) * step)
  }
}
