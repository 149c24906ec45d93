/* Where a practice store stands, declared in practica.h: for which programme there is one, and its folder taken away again. */
#include "cli/practica.h"

#include "store/respaldo_prueba.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PROGRAMA "medellin-solidaria"      /* whose families are invented in practica_*.c */

bool practica_posible(const struct programa *programa, struct err *err)
{
	return strcmp(programa->id, PROGRAMA) == 0 || err_set(err, ERR_CONFIG, "La práctica existe para " PROGRAMA " y no para «%s»: use --programa " PROGRAMA, programa->id);
}

bool practica_quitar(const char *path, struct err *err)
{
	static const char *const files[] = { "data.mdb", "lock.mdb", "almacen.txt", "clave", "ancla.log", "puerta", "sesiones", "verificado" };
	char name[4096];
	if (!store_is_practica(path))
		return err_set(err, ERR_DENIED, "En «%s» no hay un almacén de práctica: no se borra nada", path);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(name, sizeof name, "%s/%s", path, files[i]);
		unlink(name);
	}
	snprintf(name, sizeof name, "%s/respaldos", path);
	carpeta_quitar(name);
	return rmdir(path) == 0 || err_set(err, ERR_CREATE, "No se pudo reiniciar la práctica en «%s»: la carpeta tiene otros archivos", path);
}
