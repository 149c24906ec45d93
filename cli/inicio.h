#pragma once
/* The store is looked at by a child of its own (`logros verificar --rapido`) before the console opens anything: a damaged file may take the child down, never
 * the console. What the child said comes back as lines. */
#include "cli/comando.h"

#define INICIO_REVISADO "LOGROS_REVISADO"      /* set for a console that is to show what was found damaged: it does not look again */
#define INICIO_PARTE "; no alcanzó el tiempo para verlo todo: complete con «logros verificar»"      /* how that child says that something was left out */
enum inicio_estado {
	INICIO_BIEN,
	INICIO_PARCIAL,          /* nothing wrong in what there was time for */
	INICIO_DANADO,
	INICIO_NO,               /* it could not be opened at all for another reason: in cli->err */
};
#define INICIO_INDICES "solo hay índices por rehacer"      /* what it says when nothing else is wrong */
struct inicio { enum inicio_estado estado; const char *linea[12]; int n; bool indices; };      /* indices: damaged, and nothing but that */
enum inicio_estado inicio_revisar(struct cli *, const char *frase, struct inicio *);
/* The console again, for reading only, in a child that has the terminal: what a damaged store does to it is told here. The exit status. */
int inicio_consultar(struct cli *, const char *frase);
/* `verificar --rehacer` likewise, before the console opens anything. The exit status. */
int inicio_rehacer(struct cli *, const char *frase);
