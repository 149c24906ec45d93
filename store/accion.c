#include "store/accion.h"

#include <stdlib.h>
#include <string.h>

/* Ascending by name, for the search. */
static const struct accion list[] = {
	{ "acordar_visita", "Acordó la próxima visita" },
	{ "actualizar_formato", "Actualizó el formato del almacén" },
	{ "base_maestra", "Cargó filas de la base maestra" },
	{ "base_maestra_quitar", "Quitó una carga de la base maestra" },
	{ "cambiar_jefe", "Cambió la jefatura del hogar" },
	{ "cerrar_hogar", "Terminó el acompañamiento" },
	{ "compactar", "Compactó el almacén" },
	{ "compromiso_cambiar", "Cambió un compromiso" },
	{ "compromiso_nuevo", "Acordó un compromiso" },
	{ "compromiso_retirar", "Retiró un compromiso" },
	{ "compromiso_seguir", "Hizo seguimiento a un compromiso" },
	{ "cuenta", "Creó o cambió una cuenta" },
	{ "deshacer", "Deshizo" },
	{ "ensayar_respaldo", "Probó un respaldo" },
	{ "guardar_formulario", "Guardó un formulario" },
	{ "hogares_distintos", "Decidió que son familias distintas" },
	{ "importar_hogar", "Importó el hogar" },
	{ "integrante_nuevo", "Agregó un integrante" },
	{ "integrante_reactivar", "Volvió a incluir a un integrante" },
	{ "integrante_retirar", "Retiró a un integrante" },
	{ "logro_confirmar", "Confirmó un logro" },
	{ "logro_despriorizar", "Sacó un logro del plan" },
	{ "logro_priorizar", "Priorizó un logro" },
	{ "logro_retirar", "Retiró la confirmación de un logro" },
	{ "migrar", "Pasó las respuestas a la versión nueva de sus preguntas" },
	{ "oportunidad_acercar", "Acercó una oportunidad" },
	{ "oportunidad_efectiva", "Cerró una oportunidad: efectiva" },
	{ "oportunidad_no_efectiva", "Cerró una oportunidad: no efectiva" },
	{ "paso_hecho", "Terminó un paso de la visita" },
	{ "paso_pendiente", "Dejó un paso por terminar" },
	{ "registrar_hogar", "Registró el hogar" },
	{ "rehacer_indices", "Rehízo los índices del almacén" },
	{ "respaldar", "Guardó un respaldo" },
	{ "restaurar", "Restauró un respaldo" },
	{ "ruta_avanzar", "Avanzó en la ruta" },
	{ "ruta_volver", "Volvió a un momento anterior de la ruta" },
	{ "unir_hogares", "Unió dos hogares que eran la misma familia" },
	{ "validar", "Registró la decisión de la validación" },
	{ "visita_abrir", "Abrió una visita" },
	{ "visita_anular", "Anuló una visita" },
	{ "visita_cerrar", "Cerró una visita" },
	{ "visita_motivo", "Explicó una visita anticipada" },
};
enum { LIST = sizeof list / sizeof *list };

int accion_lista(const struct accion **out)
{
	*out = list;
	return LIST;
}

static int by_name(const void *name, const void *item)
{
	return strcmp(name, ((const struct accion *)item)->nombre);
}

static const struct accion *find(const char *name)
{
	return name ? bsearch(name, list, LIST, sizeof *list, by_name) : NULL;
}

const char *accion_label(const char *name)
{
	const struct accion *found = find(name);
	return found ? found->texto : name;
}

bool accion_known(const char *name)
{
	return find(name) != NULL;
}
