/**
 * The grammar of .bayes files for tree-sitter, after ../bayes.ebnf, which decides.
 *
 * It takes every text that the language takes, and a few more, such as chained comparisons: an
 * editor shows a text while it is being written. `tree-sitter generate` makes the parser of it.
 */

const LEVEL = {
  conditional: 0,
  range: 1,
  or: 2,
  and: 3,
  comparison: 4,
  add: 5,
  multiply: 6,
  unary: 7,
  power: 8,
  postfix: 9,
};

/** One rule or more, with commas between them. */
const list = (rule) => seq(rule, repeat(seq(',', rule)));

/** Lines of a rule, the last of which need not be ended. */
const lines = ($, rule) => seq(repeat(seq(rule, $._newline)), optional(rule));

module.exports = grammar({
  name: 'bayes',

  word: ($) => $._word,

  // A newline is a token where a statement may end, and a space everywhere else.
  externals: ($) => [$._newline],
  extras: ($) => [/\s/, $.comment],

  rules: {
    file: ($) => lines($, $._top),

    _top: ($) => choice($.import, $.submodel, $._item),
    import: ($) => seq('import', $.string, optional(seq('as', $.identifier))),
    submodel: ($) =>
      seq('model', field('name', $.identifier), $.formals,
        optional(seq('->', $.type)), $.block),

    _item: ($) =>
      choice($.dimension, $.data, $.random, $.let, $.var, $.report, $.factor, $.gate, $.decide,
        $.function, $.for, $.if, $.while, $.return, $.statement),
    block: ($) => seq('{', lines($, $._item), '}'),

    // Declarations.
    dimension: ($) => seq('dim', list($.dimension_name)),
    dimension_name: ($) =>
      seq(field('name', $.identifier), repeat(choice('ordered', 'circular', 'stream')),
        optional(seq('of', $.identifier)), optional(seq('=', $._expression)),
        optional(seq('from', $._expression))),
    data: ($) =>
      seq('data', field('name', $.identifier),
        choice(
          seq(':', $.type, optional(seq('=', $._expression))),
          seq(repeat1(seq(',', field('name', $.identifier))), ':', $.type))),
    random: ($) =>
      seq(field('role', choice('param', 'observe', 'predict')), list($.target),
        optional(seq(':', $.type)), '~', field('distribution', $._expression),
        repeat($.clause)),
    target: ($) => seq(field('name', $.identifier), optional(seq('[', list($.axis), ']'))),
    axis: ($) =>
      seq($.identifier,
        choice(
          seq('in', $._expression),
          repeat(seq('.', $.identifier, optional($.arguments))))),
    clause: ($) =>
      choice(
        seq(choice('truncated', 'weight', 'when', 'forget', 'init'), $._expression),
        seq('censored', '(', optional(list($.argument)), ')'),
        seq('with', list($.identifier))),
    let: ($) =>
      seq('let', choice($.target, seq('(', list($.identifier), ')')), optional(seq(':', $.type)),
        '=', $._expression),
    var: ($) =>
      seq('var', field('name', $.identifier), optional(seq(':', $.type)), '=', $._expression),
    report: ($) =>
      seq('report', $.target,
        choice(
          seq(optional(seq(':', $.type)), optional(seq('=', $._expression))),
          seq(repeat1(seq(',', $.target)), optional(seq(':', $.type))))),
    gate: ($) => seq('gate', field('name', $.identifier), ':', $._expression),
    decide: ($) =>
      seq('decide', field('name', $.identifier), choice('maximize', 'minimize'), '{',
        lines($, $.option), '}'),
    option: ($) => seq(field('name', $.identifier), ':', $._expression),
    function: ($) =>
      seq('func', field('name', $.identifier), $.formals, optional(seq('->', $.type)), $.block),
    formals: ($) => seq('(', optional(list($.formal)), ')'),
    formal: ($) =>
      seq(field('name', $.identifier), ':', $.type, optional(seq('=', $._expression))),

    // Statements.
    factor: ($) => seq('factor', $._expression),
    for: ($) => seq('for', $.identifier, 'in', $._expression, $.block),
    if: ($) => seq('if', $._expression, $.block, optional(seq('else', choice($.if, $.block)))),
    while: ($) => seq('while', $._expression, $.block),
    return: ($) => seq('return', optional($._expression)),
    statement: ($) =>
      seq($._postfix, optional(seq(choice('=', '+=', '-=', '*=', '/='), $._expression))),

    // Types.
    type: ($) =>
      seq(field('name', $.identifier),
        optional(seq('[', list(choice($.identifier, $.integer)), ']')), optional('?'),
        optional(seq('in', $._expression))),

    // Expressions. A range is no operand, so that what follows an open one is never taken for its
    // other end.
    _expression: ($) => choice($.conditional, $.range, $._operand),
    conditional: ($) =>
      prec.right(LEVEL.conditional,
        seq(choice($.range, $._operand), '?', $._expression, ':', $._expression)),
    range: ($) =>
      choice(
        prec(LEVEL.range + 1, seq($._operand, choice('...', '..<'))),
        prec(LEVEL.range, seq($._operand, choice('...', '..<'), $._operand)),
        prec(LEVEL.range, seq(choice('...', '..<'), $._operand))),

    _operand: ($) => choice($.binary, $.unary, $._postfix),
    binary: ($) =>
      choice(
        prec.left(LEVEL.or, seq($._operand, '||', $._operand)),
        prec.left(LEVEL.and, seq($._operand, '&&', $._operand)),
        prec.left(LEVEL.comparison,
          seq($._operand, choice('==', '!=', '<', '<=', '>', '>='), $._operand)),
        prec.left(LEVEL.add, seq($._operand, choice('+', '-'), $._operand)),
        prec.left(LEVEL.multiply, seq($._operand, choice('*', '/', '%', '@'), $._operand)),
        prec.right(LEVEL.power, seq($._operand, '^', $._operand))),
    unary: ($) => prec(LEVEL.unary, seq(choice('-', '!'), $._operand)),

    _postfix: ($) => choice($.call, $.subscript, $.member, $._primary),
    call: ($) => prec(LEVEL.postfix, seq(field('function', $._postfix), $.arguments)),
    arguments: ($) =>
      seq('(', optional(seq(list($.argument), optional($._comprehension))), ')'),
    argument: ($) => seq(optional(seq(field('label', $.identifier), ':')), $._expression),
    subscript: ($) => prec(LEVEL.postfix, seq($._postfix, '[', list($._index), ']')),
    _index: ($) => choice('_', $._expression),
    member: ($) => prec(LEVEL.postfix, seq($._postfix, '.', field('name', $.identifier))),
    _comprehension: ($) =>
      seq(repeat1(seq('for', $.identifier, 'in', $._expression)),
        optional(seq('where', $._expression))),

    _primary: ($) =>
      choice($.integer, $.real, $.string, 'true', 'false', $.identifier, $.parenthesised, $.list),
    parenthesised: ($) => seq('(', list($._expression), ')'),
    list: ($) =>
      seq('[', optional(seq(list($._expression), optional($._comprehension))), ']'),

    // Tokens. A soft keyword is a name everywhere but in its place.
    identifier: ($) =>
      choice($._word, $._quoted, 'as', 'censored', 'circular', 'forget', 'from', 'init',
        'maximize', 'minimize', 'of', 'ordered', 'stream', 'truncated', 'weight', 'when', 'where',
        'with'),
    _word: () => /[_\p{XID_Start}]\p{XID_Continue}*/,
    _quoted: () => /`[^`\r\n]+`/,
    integer: () => /[0-9]+/,
    real: () => /[0-9]+\.[0-9]+([eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+/,
    string: () => /"([^"\\\r\n]|\\["\\ntr]|\\u\{[0-9A-Fa-f]{1,6}\})*"/,
    comment: () => /\/\/[^\r\n]*/,
  },
});
