import BayesSource
import BayesSyntax
import Testing

@Suite("Trees and tokens as text")
struct DumpTests {
  /// What `text` is parsed as, behind `let x = `.
  func structure(_ text: String) -> String {
    let lines = parse("let x = " + text).dump().split(separator: "\n")
    return String(lines.last?.dropFirst(4) ?? "")
  }

  @Test(
    "operators bind as the grammar says",
    arguments: [
      ("a + b * c - d", "(chain a + (chain b * c) - d)"),
      ("-x^2", "(- (^ x 2))"), ("x^-2", "(^ x (- 2))"), ("2^3^2", "(^ 2 (^ 3 2))"),
      ("!a && b || c", "(chain (chain (! a) && b) || c)"),
      ("a < b && c == d", "(chain (chain a < b) && (chain c == d))"),
      ("a ? b : c ? d : e", "(? a b (? c d e))"),
      ("0...n - 1", "(... 0 (chain n - 1))"), ("0...", "(... 0 _)"),
      ("..<a + 1", "(..< _ (chain a + 1))"),
      ("X @ beta / 2 % k", "(chain X @ beta / 2 % k)"),
      ("f(x)[i, _].first", "(. (at (call f x) i _) first)"),
      ("f(a: 1, b for i in K where i > 1)", "(call f a: 1 b (for i K) (where (chain i > 1)))"),
      ("[(a), (a, b), []]", "(list (group a) (tuple a b) (list))"),
      ("`in` + \"a\\n\"", "(chain `in` + \"a\\n\")"),
      ("(when)...(when)", "(... (group when) (group when))"),
      ("-(-a)", "(- (group (- a)))"), ("x - -1", "(chain x - (- 1))"),
    ])
  func precedence(text: String, expected: String) {
    #expect(structure(text) == expected)
  }

  @Test("items show their parts")
  func items() {
    let text = """
      dim Time ordered of All = 3 from 0
      param a, b[t in Time.first]: Real[K, 2]? in 0... ~ D() truncated 0... with x, y
      func f(x: Real = 1) -> Real {
        if a { return } else { x[1] += 2 }
      }
      """
    let expected = """
      dim Time ordered
        of All
        = 3
        from 0
      param a, b[t in (. Time first)]
        : Real[K, 2]? in (... 0 _)
        ~ (call D)
        truncated (... 0 _)
        with x y
      func f
        formal x: Real = 1
        -> Real
        do
          if a
            then
              return
            else
              set (at x 1) += 2

      """
    #expect(parse(text).dump() == expected)
  }

  @Test("what could not be read is shown as missing")
  func missing() {
    #expect(parse("param ~ ").dump() == "param <missing>\n  ~ <missing>\n")
  }

  @Test("tokens show their places, and comments stand between them")
  func tokens() {
    let text = parse("dim K // three\n\nlet é = 1.5 // e").dumpTokens()
    let expected = """
      1:1 keyword dim
      1:5 identifier K
      1:7 comment // three
      1:15 newline
      3:1 keyword let
      3:5 identifier é
      3:7 punctuation =
      3:9 real 1.5
      3:13 comment // e
      3:17 endOfFile

      """
    #expect(text == expected)
  }
}
