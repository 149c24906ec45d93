#pragma once
/* A household as the two files of an import give it: its row, the rows of its members, and what is wrong with them. */
#include "forms/names.h"
#include "model/programa.h"
#include "report/rechazo.h"

struct unidad {
	const char *codigo;                  /* key in both files */
	int fila;                            /* in hogares */
	int *integrante; int n, cap;         /* rows in integrantes, in order */
	bool rechazada;
};

struct archivos {
	const struct programa *programa;
	struct arena *arena;
	int32_t hoy;
	struct tabla hogares, integrantes;
	struct unidad *unidad; int n, cap;
	struct rechazos rechazos;
	struct names documentos;             /* of the households accepted so far → row in integrantes */
};

/* Both files, joined. Rows that belong nowhere are rejected at once. */
bool archivos_read(struct archivos *, const char *hogares, const char *integrantes, struct err *);
/* Answers of the household and of each member. False: something is wrong; it is in the rejections and the household is out. */
bool unidad_read(struct archivos *, struct unidad *, struct arena *, struct answers *hogar, struct answers **integrante);
/* Takes the household out. fila -1: its own row. */
void unidad_reject(struct archivos *, struct unidad *, const struct tabla *, int fila, int col, const char *clave, const char *motivo);
/* At the end: the rows of rejected households that had nothing wrong themselves wait for those that had. */
void archivos_close(struct archivos *);
