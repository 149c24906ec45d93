#pragma once
/* The one list of actions: enum, name in config.yaml, help in Spanish, default keys. Key bar, F1, manual and bindings come from it.
 * Every F-key has a twin that a Latin American keyboard has without AltGr (Ctrl-letter), and Alt-digit works everywhere. */
#include "base/config.h"
#include "base/problem.h"
#include "tui/event.h"

#define ACTION_LIST(X) \
	X(AYUDA,     "ayuda",     "Ayuda",     "Ayuda de esta pantalla",                          "F1 Alt-1") \
	X(GUARDAR,   "guardar",   "Guardar",   "Guardar y cerrar",                                "F2 Ctrl-S Alt-2") \
	X(VOLVER,    "volver",    "Volver",    "Volver un paso; lo escrito se conserva",          "F3 Esc Alt-3") \
	X(ELEGIR,    "elegir",    "Elegir",    "Lista de opciones del campo",                     "F4 Ctrl-L Alt-4") \
	X(REPETIR,   "repetir",   "Repetir",   "Repetir el dato de la última visita",             "F5 Ctrl-R Alt-5") \
	X(SECCION,   "seccion",   "Sección",   "Siguiente sección",                               "F6 Ctrl-G Alt-6") \
	X(BUSCAR,    "buscar",    "Buscar",    "Buscar",                                          "F7 Ctrl-F Alt-7") \
	X(MARCAR,    "marcar",    "Marcar",    "Marcar o desmarcar",                              "F8 Ctrl-T Alt-8") \
	X(MENU,      "menu",      "Menú",      "Menú de todo lo que se puede hacer aquí",         "F9 Ctrl-O Alt-9") \
	X(SALIR,     "salir",     "Salir",     "Salir de la consola",                             "F10 Ctrl-Q Alt-0") \
	X(CANCELAR,  "cancelar",  "Cancelar",  "Dejar como estaba",                               "F12") \
	X(POR_QUE,   "por_que",   "¿Por qué?", "Explicar este resultado",                         "Ctrl-P F11") \
	X(HISTORIA,  "historia",  "Historia",  "Quién cambió este dato, cuándo y qué decía antes", "Ctrl-X") \
	X(DESHACER,  "deshacer",  "Deshacer",  "Deshacer",                                        "Ctrl-Z") \
	X(NUEVO,     "nuevo",     "Nuevo",     "Agregar uno nuevo",                               "Ins Ctrl-N") \
	X(EDITAR,    "editar",    "Cambiar",   "Cambiar el elegido",                              "Ctrl-E") \
	X(QUITAR,    "quitar",    "Quitar",    "Retirar el elegido (pregunta antes)",             "Ctrl-D") \
	X(FILTRAR,   "filtrar",   "Filtrar",   "Filtrar la lista",                                "Ctrl-B") \
	X(NO_RESPONDE, "no_responde", "No responde", "La persona no quiso responder",             "Ctrl-W") \
	X(ABRIR,     "abrir",     "Abrir",     "Abrir lo elegido; en un campo, pasar al siguiente", "Enter") \
	X(SIGUIENTE, "siguiente", "Siguiente", "Campo siguiente",                                 "Tab") \
	X(ANTERIOR,  "anterior",  "Anterior",  "Campo anterior",                                  "BackTab") \
	X(ARRIBA,    "arriba",    "Subir",     "Subir",                                           "Up") \
	X(ABAJO,     "abajo",     "Bajar",     "Bajar",                                           "Down") \
	X(IZQUIERDA, "izquierda", "Izquierda", "A la izquierda",                                  "Left") \
	X(DERECHA,   "derecha",   "Derecha",   "A la derecha",                                    "Right") \
	X(INICIO,    "inicio",    "Comienzo",  "Al comienzo",                                     "Home Ctrl-A") \
	X(FIN,       "fin",       "Final",     "Al final",                                        "End") \
	X(PAG_ARRIBA, "pagina_arriba", "Página anterior", "Página anterior",                       "PgUp Ctrl-U") \
	X(PAG_ABAJO, "pagina_abajo", "Página siguiente", "Página siguiente",                       "PgDn Ctrl-V") \
	X(BORRAR,    "borrar",    "Borrar",    "Borrar la letra anterior",                        "Backspace") \
	X(SUPRIMIR,  "suprimir",  "Suprimir",  "Borrar la letra siguiente",                       "Del") \
	X(VACIAR,    "vaciar",    "Vaciar",    "Vaciar el campo",                                 "Ctrl-K")

enum action {
	ACTION_NONE,
#define X(id, name, label, help, keys) ACTION_##id,
	ACTION_LIST(X)
#undef X
	ACTION_INSERT,       /* a letter or a paste where text is typed */
	ACTION_CLICK,        /* event has row and column */
	ACTION_WHEEL_UP, ACTION_WHEEL_DOWN,
	ACTION_TICK,         /* the store changed, or a second has passed in a screen that asked for it */
	ACTIONS
};

struct binding { enum action action; const char *label; };   /* label: NULL takes the list's; what stands in the key bar; ends with {0} */

struct keymap;           /* keys of each action, defaults overridden by config.yaml */
struct keymap *keymap_make(struct arena *, const struct config *, struct problems *);    /* unknown actions, unknown keys, the same key twice are problems */
enum action keymap_find(const struct keymap *, int key);
const char *keymap_key(const struct keymap *, enum action);                              /* the first key as people read it: "F2" */
const char *keymap_keys(const struct keymap *, enum action, struct arena *);             /* all: "F2, Ctrl-S" */
const char *action_name(enum action);
const char *action_label(enum action);
const char *action_help(enum action);
bool action_mira(enum action);                                                           /* in a form: moves or looks, changes nothing */
int key_parse(const char *name);                                                         /* "Ctrl-S" → K_CTRL + 's'; K_NONE when unknown */
const char *key_name(int key, struct arena *);
