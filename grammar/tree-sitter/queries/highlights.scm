; What each part of a .bayes file is shown as; later patterns stand above earlier ones.

(identifier) @variable

(type name: (identifier) @type)
(dimension_name name: (identifier) @type)
(call function: (identifier) @function.call)
(call function: (member name: (identifier) @function.method.call))
(function name: (identifier) @function)
(submodel name: (identifier) @function)
(random distribution: (call function: (identifier) @constructor))
(member name: (identifier) @property)
(argument label: (identifier) @variable.parameter)
(formal name: (identifier) @variable.parameter)

[(integer) (real)] @number
(string) @string
(comment) @comment
["true" "false"] @constant.builtin

[
  "data" "decide" "dim" "factor" "func" "gate" "import" "let" "model" "observe" "param" "predict"
  "report" "var"
] @keyword

["else" "for" "if" "in" "return" "while"] @keyword.control

(import "as" @keyword)
(dimension_name ["ordered" "circular" "stream" "of" "from"] @keyword)
(clause ["truncated" "censored" "weight" "when" "forget" "init" "with"] @keyword)
(decide ["maximize" "minimize"] @keyword)
(arguments "where" @keyword.control)
(list "where" @keyword.control)

[
  "..." "..<" "?" "~" "->" "=" "+=" "-=" "*=" "/=" "||" "&&" "==" "!=" "<" "<=" ">" ">=" "+" "-"
  "*" "/" "%" "@" "^" "!"
] @operator

["(" ")" "[" "]" "{" "}"] @punctuation.bracket
["," ":" "."] @punctuation.delimiter
"_" @variable.builtin
