package import BayesSource

/// The codes of bytes, characters and tokens.
extension SyntaxCodes {
  package static let notUTF8 = DiagnosticCode(
    "B0101", title: "the file is not UTF-8",
    explanation: #"""
      A program is a UTF-8 text. Some bytes of this one begin no character: most often the file
      was saved in an older encoding such as Latin-1, in which `é` is a single byte.

      Save the file as UTF-8, or write the comment or name in plain ASCII.

      Instead of
      ```bayes
      // prior for the mean of group <byte E9>
      ```
      write
      ```bayes
      // prior for the mean of group é
      ```
      """#)

  package static let notText = DiagnosticCode(
    "B0102", title: "the file is not a text",
    explanation: #"""
      The file holds a byte of value zero, which no text does: it is a picture, an archive,
      compiled code, or a text in UTF-16. Nothing of it was read.

      Give the file with the program; if it was saved as UTF-16, save it as UTF-8.

      Instead of
      ```text
      bayes check draws.zarr
      ```
      write
      ```text
      bayes check model.bayes
      ```
      """#)

  package static let fileTooLarge = DiagnosticCode(
    "B0103", title: "the file is too large for a program",
    explanation: #"""
      A program has at most 16 MiB. A larger one is nearly always data written as lists of
      literals.

      Declare the name with `data` and give the numbers in a JSON or CSV file.

      Instead of
      ```bayes
      let y = [1.2, 0.7, …]
      ```
      write
      ```bayes
      data y: Real[Obs]
      ```
      """#)

  package static let strayCharacter = DiagnosticCode(
    "B0104", title: "a character that means nothing",
    explanation: #"""
      The character belongs to no token. Word processors and web pages put lookalikes in place of
      operators and quotes: a true minus sign, curly quotes, a space that does not break.

      Names may use the letters of any script; operators and quotes are ASCII.

      Instead of
      ```bayes
      let d = a − b
      ```
      write
      ```bayes
      let d = a - b
      ```
      """#)

  package static let unterminatedString = DiagnosticCode(
    "B0105", title: "a text that is not ended",
    explanation: #"""
      A text begins and ends with `"` on one line. This one reaches the end of its line.

      Add the missing quote; write `\n` for a newline inside a text.

      Instead of
      ```bayes
      dim Coef = ["age, 3]
      ```
      write
      ```bayes
      dim Coef = ["age", "3"]
      ```
      """#)

  package static let unknownEscape = DiagnosticCode(
    "B0106", title: "an escape that does not exist",
    explanation: #"""
      In a text a backslash begins an escape: `\\` `\"` `\n` `\t` `\r`, and `\u{…}` with one to
      six hexadecimal digits of a Unicode scalar.

      Write `\\` for the backslash itself.

      Instead of
      ```bayes
      import "priors\weak.bayes"
      ```
      write
      ```bayes
      import "priors/weak.bayes"
      ```
      """#)

  package static let malformedNumber = DiagnosticCode(
    "B0107", title: "a number that is malformed",
    explanation: #"""
      A number has a digit on both sides of its point, an exponent as in `1e-3`, and no letters or
      underscores. So `0...1` is a range and `1.first` a member, without spaces.

      Write the missing zero, and `*` between a number and a name.

      Instead of
      ```bayes
      let a = .5 + 2x
      ```
      write
      ```bayes
      let a = 0.5 + 2 * x
      ```
      """#)

  package static let numberOutOfRange = DiagnosticCode(
    "B0108", title: "a number out of range",
    explanation: #"""
      An Int has 64 bits and ends at 9223372036854775807; a Real is a double, whose finite values
      end near 1.8e308 and whose least positive value is near 4.9e-324.

      Write a large whole number as a Real, or rescale the quantity.

      Instead of
      ```bayes
      let n = 9223372036854775808
      ```
      write
      ```bayes
      let n = 9223372036854775808.0
      ```
      """#)

  package static let malformedQuotedName = DiagnosticCode(
    "B0109", title: "a quoted name that is malformed",
    explanation: #"""
      Backticks make any text on one line a name: `` data `in`: Real ``. Between them there must
      be something, and the second one may not be missing.

      Instead of
      ```bayes
      data `in: Real
      ```
      write
      ```bayes
      data `in`: Real
      ```
      """#)

  package static let foreignComment = DiagnosticCode(
    "B0110", title: "a comment of another language",
    explanation: #"""
      Comments begin with `//` and end with their line. There is no other form.

      Instead of
      ```bayes
      # weakly informative
      ```
      write
      ```bayes
      // weakly informative
      ```
      """#)

  package static let foreignOperator = DiagnosticCode(
    "B0111", title: "an operator of another language",
    explanation: #"""
      This operator has another spelling here: `^` raises to a power, `*` and `/` work element by
      element, `@` is the matrix product, `&&`, `||` and `!` are logical, `...` makes a range, `_` is a
      whole axis. An argument is named with `:`. A term of the log density stands behind `factor`. A
      statement ends with its line, without a semicolon.

      Instead of
      ```bayes
      let s = x ** 2 .* w;
      ```
      write
      ```bayes
      let s = x^2 * w
      ```
      """#)

  package static let tooManyErrors = DiagnosticCode(
    "B0112", title: "more errors than are listed",
    explanation: #"""
      Only the first errors of a file are listed. Mend them and
      check again. Very many errors mean that the file is no program.

      Instead of
      ```text
      bayes check data.csv
      ```
      write
      ```text
      bayes check model.bayes
      ```
      """#)
}
