#pragma once
/* The table of keyed hashes: finds a number by something that must not stand in the file. Several numbers may have the same key. */
#include "store/table.h"

enum hash_domain {
	HASH_DOCUMENTO = 'd',        /* kind · number of a document → household */
	HASH_NUMERO = 'n',           /* number of a document alone → household */
	HASH_FOLIO = 'f',            /* → household */
	HASH_ID = 'i',               /* 16 bytes → household */
	HASH_OPERACION = 'o',        /* 16 bytes → operation */
	HASH_DESHACE = 'x',          /* number of an operation → the operation that undid it */
	HASH_LISTA = 's',            /* used in keys of lists: what a list is about */
	HASH_USUARIO = 'u',          /* account → its number */
	HASH_BORRADOR = 'b',         /* used in keys of drafts */
	HASH_LOTE = 'l',             /* 16 bytes → the operations that were made as one act */
	HASH_CONTADOR = 'c',         /* used in keys of counters */
	HASH_PARECIDO = 'p',         /* birth, name or telephone of a member → household, store/duda.h */
	HASH_MAESTRA = 'm',          /* number of a document alone → row of the base maestra */
	HASH_MAESTRA_CLAVE = 'k',    /* what a row of the base maestra is known by → its number */
	HASH_MAESTRA_ARCHIVO = 'a',  /* a file of the base maestra; in no key */
	HASH_RESPALDO = 'r',         /* of nothing: what a store is known by in its backups; in no key */
};
struct hash { uint8_t b[HASH_LEN]; };
struct hash hash_of(const struct store *, enum hash_domain, struct span what);
/* One number under a hash; written as 8 bytes behind it. */
void hash_put(struct txn *, struct hash, uint64_t number);
void hash_del(struct txn *, struct hash, uint64_t number);
uint64_t hash_find(struct txn *, struct hash);                                       /* the smallest; 0: none */
int hash_list(struct txn *, struct hash, struct arena *, uint64_t **numbers);
uint64_t hash_find_number(struct txn *, enum hash_domain, struct span what);

/* The whole table anew, from accounts, journal, households and base maestra. */
bool hash_rebuild(struct txn *);

/* Texts in the form in which they are compared: folded, letters and digits only. */
const char *hash_plain(struct arena *, const char *);
struct hash hash_documento(const struct store *, struct arena *, const char *tipo, const char *numero);   /* tipo NULL: HASH_NUMERO */
struct hash hash_folio(const struct store *, struct arena *, const char *folio);
enum { FOLIO_DIGITS = 5 };                       /* of the number in a folio that the programme gives, or more */
const char *hash_folio_whole(struct arena *, const char *text);      /* «ms 41» as ms00041; NULL: it does not end in a number */
struct hash hash_usuario(const struct store *, const char *usuario);
