import Bayes
import BayesGraph

extension DataOptions {
  /// What the flags say about binding; without a limit half of the machine's memory is one.
  var bindingOptions: BindingOptions {
    var options = BindingOptions()
    options.conditioned = Set(conditioned)
    options.latent = Set(latent)
    options.isStrict = isStrict
    options.maxMemory = maxMemory?.bytes ?? Machine.memory / 2
    return options
  }

  /// What the flags say about the plan.
  var planOptions: PlanOptions {
    var options = PlanOptions()
    options.plain = plain
    return options
  }
}
