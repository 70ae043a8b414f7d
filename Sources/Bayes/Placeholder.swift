public enum Bayes_ {}
