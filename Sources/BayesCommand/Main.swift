import ArgumentParser

@main
struct Main: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bayes", abstract: "Posteriors from .bayes models.")
}
