// Newlines that end a statement. The grammar says where one may: the parser asks for the token
// there alone, and takes a newline for a space elsewhere.

#include "tree_sitter/parser.h"

#include <stdbool.h>
#include <stdlib.h>

enum TokenType { NEWLINE };

void *tree_sitter_bayes_external_scanner_create(void) { return NULL; }
void tree_sitter_bayes_external_scanner_destroy(void *scanner) { (void)scanner; }

unsigned tree_sitter_bayes_external_scanner_serialize(void *scanner, char *buffer) {
  (void)scanner;
  (void)buffer;
  return 0;
}

void tree_sitter_bayes_external_scanner_deserialize(
    void *scanner, const char *buffer, unsigned length) {
  (void)scanner;
  (void)buffer;
  (void)length;
}

bool tree_sitter_bayes_external_scanner_scan(
    void *scanner, TSLexer *lexer, const bool *valid_symbols) {
  (void)scanner;
  if (!valid_symbols[NEWLINE]) return false;
  while (lexer->lookahead == ' ' || lexer->lookahead == '\t' || lexer->lookahead == '\v' ||
         lexer->lookahead == '\f') {
    lexer->advance(lexer, true);
  }
  if (lexer->lookahead != '\n' && lexer->lookahead != '\r') return false;
  bool is_pair = lexer->lookahead == '\r';
  lexer->advance(lexer, false);
  if (is_pair && lexer->lookahead == '\n') lexer->advance(lexer, false);
  lexer->result_symbol = NEWLINE;
  return true;
}
