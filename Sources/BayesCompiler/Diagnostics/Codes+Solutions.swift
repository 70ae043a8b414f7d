import BayesSource

extension DiagnosticCode {
  static let solvedFunctionCode = DiagnosticCode(
    "B0340", title: "a function that a solver cannot take",
    explanation: """
      `ode` solves dy/dt = f(t, y), `findRoot` f(x) = 0, and `integrate` sums f(x) over an interval.
      Their first argument is the name of a function declared in the file, whose first formals are
      the time and the state, or the variable alone, all of them Real; it gives what its state is.
      Further formals are given by their labels in the call.

      Instead of
      ```bayes
      dim Time
      data hours: Real[Time]
      param rate ~ Exponential(1)
      func decay(y: Real) -> Real {
        return -rate * y
      }
      let y = ode(decay, initial: 1, start: 0, at: hours)
      observe level[Time] ~ LogNormal(log(y), 0.1)
      ```
      write
      ```bayes
      dim Time
      data hours: Real[Time]
      param rate ~ Exponential(1)
      func decay(t: Real, y: Real) -> Real {
        return -rate * y
      }
      let y = ode(decay, initial: 1, start: 0, at: hours)
      observe level[Time] ~ LogNormal(log(y), 0.1)
      ```
      """)
  static let solverSettingCode = DiagnosticCode(
    "B0341", title: "a setting of a solver that it does not have",
    explanation: """
      `rtol` and `atol` say how far off a number x may be, `rtol * |x| + atol`; `maxSteps` says how
      long to try. They are positive numbers in the text of the model: they belong to the method and
      not to the data. `method` is `"rk45"`, an explicit Runge-Kutta method, or `"radau"`, an
      implicit one for stiff equations.

      Instead of
      ```bayes
      dim Time
      data hours: Real[Time]
      param rate ~ Exponential(1)
      func decay(t: Real, y: Real) -> Real {
        return -rate * y
      }
      let y = ode(decay, initial: 1, start: 0, at: hours, method: "euler")
      observe level[Time] ~ LogNormal(log(y), 0.1)
      ```
      write
      ```bayes
      dim Time
      data hours: Real[Time]
      param rate ~ Exponential(1)
      func decay(t: Real, y: Real) -> Real {
        return -rate * y
      }
      let y = ode(decay, initial: 1, start: 0, at: hours, method: "radau")
      observe level[Time] ~ LogNormal(log(y), 0.1)
      ```
      """)
}
