#include "mini.h"
#include "base/strbuf.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct { const char *name, *text; } file[] = {
{ "programa.yaml",
"programa: mini\n"
"nombre: Programa pequeño\n"
"version: 2\n"
"vigente_desde: 2026-01-01\n"
"fuente: prueba\n"
"prefijo: MN\n"
"diccionario: [variables.yaml]\n"
"formularios: [forms/hogar.yaml, forms/integrante.yaml, forms/vivienda.yaml]\n"
"logros: logros.yaml\n"
"ipm: ipm.yaml\n"
"lineas: lineas.yaml\n"
"ingresos: ingresos.yaml\n"
"promocion: promocion.yaml\n"
"ruta: ruta.yaml\n"
"ofertas: ofertas.yaml\n"
"registro: {hogar: hogar, integrante: integrante}\n" },
{ "variables.yaml",
"version: 3\n"
"variables:\n"
"  - {name: consentimiento, level: hogar, type: boolean, label: Autoriza}\n"
"  - {name: fecha_vinculacion, level: hogar, type: date, label: Vinculación}\n"
"  - {name: municipio, level: hogar, type: select_one, choices: municipio, label: Municipio}\n"
"  - {name: departamento, level: hogar, type: text, label: Departamento}\n"
"  - {name: cuartos, level: hogar, type: integer, min: 1, max: 20, label: Cuartos}\n"
"  - {name: piso, level: hogar, type: select_one, choices: piso, label: Piso}\n"
"  - {name: servicios, level: hogar, type: select_multiple, choices: servicios, label: Servicios}\n"
"  - {name: nombre1, level: integrante, type: text, label: Nombre}\n"
"  - {name: apellido1, level: integrante, type: text, label: Apellido}\n"
"  - {name: sexo, level: integrante, type: select_one, choices: sexo, label: Sexo}\n"
"  - {name: fecha_nacimiento, level: integrante, type: date, label: Nacimiento, constraint: 'years-between(., today()) <= 120', constraint_message: va de hace 120 años a hoy}\n"
"  - {name: edad, level: integrante, type: integer, label: Edad, calculation: 'years-between(${fecha_nacimiento}, today())'}\n"
"  - {name: tipo_documento, level: integrante, type: select_one, choices: tipo_documento, label: Tipo}\n"
"  - {name: numero_documento, level: integrante, type: text, label: Documento}\n"
"  - {name: parentesco, level: integrante, type: select_one, choices: parentesco, label: Parentesco}\n"
"  - {name: estudia, level: integrante, type: boolean, label: Estudia}\n"
"  - {name: gestante, level: integrante, type: boolean, label: Gestante}\n"
"  - {name: lactante, level: integrante, type: boolean, label: Lactante}\n"
"  - {name: ingreso, level: integrante, type: money, label: Ingreso}\n"
"  - {name: fecha_visita, level: visita, type: date, label: Fecha}\n"
"  - {name: modalidad, level: visita, type: select_one, choices: modalidad, label: Modalidad}\n"
"  - {name: resultado, level: visita, type: select_one, choices: resultado, label: Resultado}\n"
"  - {name: aprueba_nombre, level: visita, type: text, label: Aprueba}\n"
"choices:\n"
"  municipio: [{name: '05001', label: Medellín}, {name: '05088', label: Bello}, {name: '11001', label: Bogotá}]\n"
"  piso: [{name: tierra, label: Tierra}, {name: cemento, label: Cemento}]\n"
"  servicios: [{name: agua, label: Agua}, {name: luz, label: Luz}]\n"
"  sexo: [{name: h, label: Hombre}, {name: m, label: Mujer}]\n"
"  tipo_documento: [{name: ti, label: Tarjeta}, {name: cc, label: Cédula}, {name: nt, label: No tiene}]\n"
"  parentesco: [{name: jefe, label: Jefe}, {name: conyuge, label: Cónyuge}, {name: hijo, label: Hijo}, {name: nieto, label: Nieto}, {name: padre, label: Padre}]\n"
"  modalidad: [{name: residencia, label: En casa}, {name: llamada, label: Llamada}]\n"
"  resultado: [{name: efectiva, label: Efectiva}, {name: nadie, label: Nadie en casa}]\n"
"  clase_pobreza: [{name: extremo, label: Extrema}, {name: moderado, label: Moderada}, {name: no_pobre, label: No pobre}]\n"
"  decision: [{name: promueve, label: Promueve}, {name: permanece, label: Permanece}]\n" },
{ "forms/hogar.yaml",
"form: hogar\nversion: 1\ntitle: Hogar\nfuente: prueba\n"
"sections:\n"
"  - label: Datos\n"
"    fields: [{name: consentimiento, required: si}, {name: fecha_vinculacion}, {name: municipio, required: si, default: \"'05001'\"}]\n" },
{ "forms/integrante.yaml",
"form: integrante\nversion: 1\ntitle: Integrante\nlevel: integrante\nfuente: prueba\n"
"sections:\n"
"  - label: Datos\n"
"    fields: [{name: nombre1, required: si}, {name: fecha_nacimiento, required: si}, {name: parentesco, required: si}, {name: ingreso}]\n" },
{ "forms/vivienda.yaml",
"form: vivienda\nversion: 1\ntitle: Vivienda\nfuente: prueba\n"
"sections:\n"
"  - label: Casa\n"
"    fields: [{name: piso, required: si}, {name: cuartos}]\n" },
{ "logros.yaml",
"catalogo: MINI-2\nversion: 4\nvigente_desde: 2026-01-01\nfuente: prueba\n"
"dimensiones: [{id: 1, nombre: Habitabilidad}, {id: 2, nombre: Educación}]\n"
"logros:\n"
"  - {id: 1, dimension: 1, enunciado: Piso firme, ambito: hogar, alcanzado_si: \"${piso} != 'tierra'\"}\n"
"  - {id: 2, dimension: 2, enunciado: Asiste al colegio, ambito: integrante, agrega: todos, aplica_si: '${edad} >= 5 and ${edad} <= 17', alcanzado_si: '${estudia}', privacion: si}\n" },
{ "ipm.yaml",
"version: 5\nvigente_desde: 2026-01-01\nfuente: prueba\nmodo: conteo\ncompara: '>='\n"
"conteo: {extremo: 2, moderado: 1}\nponderado: {extremo: 80, moderado: 40}\noficial: 40\n"
"dimensiones: [{id: todo, nombre: Todo}]\n"
"variables:\n"
"  - {id: 1, dimension: todo, puntos: 60, nombre: Piso, privado_si: \"${piso} = 'tierra'\"}\n"
"  - {id: 2, dimension: todo, puntos: 40, nombre: Escuela, privado_si: 'exists(${integrante}[${edad} >= 5 and ${edad} <= 17 and not(${estudia})])'}\n" },
{ "lineas.yaml",
"version: 6\nfuente: prueba\nigualdad: no_pobre\nlineas: [{anio: 2025, dominio: nacional, lp: 400000, li: 200000}]\n" },
{ "ingresos.yaml",
"version: 7\nfuente: prueba\nexige: '${edad} >= 18'\nitems: [{variable: ingreso, periodo: mes}]\n" },
{ "promocion.yaml",
"version: 8\nvigente_desde: 2026-01-01\nfuente: prueba\n"
"celdas:\n"
"  - {id: 1, ingreso: extremo, ipm: extremo, resultado: permanencia}\n"
"  - {id: 2, ingreso: extremo, ipm: moderado, resultado: permanencia}\n"
"  - {id: 3, ingreso: extremo, ipm: no_pobre, resultado: permanencia}\n"
"  - {id: 4, ingreso: moderado, ipm: extremo, resultado: permanencia}\n"
"  - {id: 5, ingreso: moderado, ipm: moderado, resultado: promocion}\n"
"  - {id: 6, ingreso: moderado, ipm: no_pobre, resultado: promocion}\n"
"  - {id: 7, ingreso: no_pobre, ipm: extremo, resultado: permanencia}\n"
"  - {id: 8, ingreso: no_pobre, ipm: moderado, resultado: promocion}\n"
"  - {id: 9, ingreso: no_pobre, ipm: no_pobre, resultado: promocion}\n"
"necesaria: {modo: plan}\n" },
{ "ruta.yaml",
"ruta: mini\nversion: 9\nvigente_desde: 2026-01-01\nfuente: prueba\n"
"cadencia: {bloqueo_dias: 28, vence_dias: 90}\n"
"fases:\n"
"  - id: uno\n"
"    nombre: Así Estamos\n"
"    momentos:\n"
"      - id: inicio\n"
"        nombre: Visita de inicio\n"
"        estado: vinculado\n"
"        exento: si\n"
"        sale: [{si: '${hogar_completo}', texto: Completar el registro}]\n"
"        sigue: linea_base\n"
"        pasos:\n"
"          - {id: autoriza, nombre: Autorización, abre: formulario, formulario: hogar, listo_si: '${consentimiento}', necesita: La familia autoriza primero.}\n"
"          - {id: charla, nombre: Conversación, abre: formulario, formulario: vivienda, opcional: si}\n"
"          - {id: familia, nombre: La familia, abre: integrantes, listo_si: '${jefes} = 1'}\n"
"      - id: linea_base\n"
"        nombre: Línea base\n"
"        estado: linea_base\n"
"        exento: si\n"
"        sale: [{si: '${logros_sin_dato} = 0', texto: Responder lo que piden los logros}]\n"
"        al_salir: [congelar_linea_base]\n"
"        sigue: plan\n"
"        pasos: [{id: vivienda, nombre: Vivienda, abre: formulario, formulario: vivienda}, {id: logros, nombre: Logros, abre: logros}]\n"
"  - id: dos\n"
"    nombre: Así Crecemos\n"
"    momentos:\n"
"      - id: plan\n"
"        nombre: Plan familiar\n"
"        estado: plan\n"
"        entra: [{si: '${linea_base_congelada}', texto: Tener la línea base}]\n"
"        al_salir: [acordar_plan]\n"
"        sigue: seguimiento\n"
"        pasos: [{id: plan, nombre: El plan, abre: plan, listo_si: '${logros_priorizados} >= 1', necesita: Priorice al menos un logro.}]\n"
"      - id: seguimiento\n"
"        nombre: Seguimiento\n"
"        estado: seguimiento\n"
"        repite: si\n"
"        entra: [{si: '${plan_acordado}', texto: Tener el plan acordado}]\n"
"        sale: [{si: '${plan_cumplido}', texto: Cumplir el plan}]\n"
"        sigue: validacion\n"
"        pasos: [{id: compromisos, nombre: Compromisos, abre: compromisos}]\n"
"  - id: tres\n"
"    nombre: Así Continuamos\n"
"    momentos:\n"
"      - id: validacion\n"
"        nombre: Validación previa\n"
"        estado: validacion\n"
"        exento: si\n"
"        al_salir: [registrar_validacion]\n"
"        sigue: [{a: promocion, si: \"${decision} = 'promueve'\"}, {a: seguimiento, si: \"${decision} = 'permanece'\"}]\n"
"        pasos: [{id: revisa, nombre: Revisión, abre: validacion}]\n"
"      - id: promocion\n"
"        nombre: Visita de promoción\n"
"        estado: promovido\n"
"        al_salir: [promover, cerrar]\n"
"        pasos: [{id: cierre, nombre: Acta de cierre, abre: evaluacion}]\n" },
{ "ofertas.yaml",
"version: 10\nfuente: prueba\n"
"ofertas:\n"
"  - {id: piso, nombre: Mejora de piso, entidad: Vivienda, logros: [1], privaciones: [1], dimension: 1, aplica_si: \"${piso} = 'tierra'\"}\n"
"  - {id: cupo, nombre: Cupo escolar, entidad: Educación, logros: [2], aplica_si: '${edad} >= 5 and ${edad} <= 17', territorio: ['05']}\n"
"  - {id: feria, nombre: Feria de servicios, entidad: Alcaldía, dimension: 2, territorio: ['11001'], vigente_desde: 2026-01-10, vigente_hasta: 2026-12-31}\n" },
};
enum { FILES = sizeof file / sizeof *file };

const char *mini_text(const char *name)
{
	for (int i = 0; i < FILES; i++)
		if (!strcmp(file[i].name, name))
			return file[i].text;
	cr_assert(false, "no file %s", name);
	return NULL;
}

static char *path_in(struct arena *arena, const char *dir, const char *name)
{
	return arena_printf(arena, "%s/mini/%s", dir, name);
}

static void write_all(struct arena *arena, const char *dir, const char *name, const char *text)
{
	mkdir(arena_printf(arena, "%s/mini", dir), 0700);
	mkdir(arena_printf(arena, "%s/mini/forms", dir), 0700);
	for (int i = 0; i < FILES; i++) {
		bool own = name && !strcmp(file[i].name, name);
		if (own && !text)
			continue;
		FILE *out = fopen(path_in(arena, dir, file[i].name), "w");
		cr_assert(out);
		fputs(own ? text : file[i].text, out);
		cr_assert_eq(fclose(out), 0);
	}
}

static void remove_all(struct arena *arena, const char *dir)
{
	for (int i = 0; i < FILES; i++)
		unlink(path_in(arena, dir, file[i].name));
	rmdir(arena_printf(arena, "%s/mini/forms", dir));
	rmdir(arena_printf(arena, "%s/mini", dir));
	rmdir(dir);
}

const struct programa *mini_load_with(struct arena *arena, const char *name, const char *text, struct problems *problems)
{
	const char *tmp = getenv("TMPDIR");
	char *dir = arena_printf(arena, "%s/logros-mini-XXXXXX", tmp ? tmp : "/tmp");
	problems_init(problems, arena);
	cr_assert(mkdtemp(dir));
	write_all(arena, dir, name, text);
	const struct programa *p = programa_load(arena, dir, "mini", problems);
	remove_all(arena, dir);
	return p;
}

const struct programa *mini_load_edit(struct arena *arena, const char *name, const char *from, const char *to, struct problems *problems)
{
	const char *text = mini_text(name), *at = strstr(text, from);
	cr_assert(at, "«%s» is not in %s", from, name);
	return mini_load_with(arena, name, arena_printf(arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from)), problems);
}

const struct programa *mini_load(struct arena *arena)
{
	struct problems problems;
	const struct programa *p = mini_load_with(arena, NULL, NULL, &problems);
	for (int i = 0; i < problems.n; i++)
		cr_log_error("%s:%d:%d: %s", problems.item[i].file, problems.item[i].line, problems.item[i].col, problems.item[i].text);
	cr_assert(p, "the programme loads");
	return p;
}

void mini_set(struct ficha *ficha, enum record_kind kind, uint32_t seq, const char *name, struct value value)
{
	struct record *r = ficha_record(ficha, kind, seq), fresh;
	if (!r) {
		record_init(&fresh, ficha->arena, kind, ficha->num, seq);
		ficha_add(ficha, &fresh);
		r = ficha_record(ficha, kind, seq);
	}
	answers_set(&r->fields, name, value);
}

static void person(struct ficha *ficha, uint32_t seq, const char *name, const char *sex, int32_t born, const char *kinship, const char *document)
{
	mini_set(ficha, RECORD_INTEGRANTE, seq, INTEGRANTE_ACTIVO, value_bool(true));
	mini_set(ficha, RECORD_INTEGRANTE, seq, "nombre1", value_text(name));
	mini_set(ficha, RECORD_INTEGRANTE, seq, "apellido1", value_text("Restrepo"));
	mini_set(ficha, RECORD_INTEGRANTE, seq, "sexo", value_choice(sex));
	mini_set(ficha, RECORD_INTEGRANTE, seq, "fecha_nacimiento", value_date(born));
	mini_set(ficha, RECORD_INTEGRANTE, seq, "parentesco", value_choice(kinship));
	mini_set(ficha, RECORD_INTEGRANTE, seq, "tipo_documento", value_choice("cc"));
	mini_set(ficha, RECORD_INTEGRANTE, seq, "numero_documento", value_text(document));
}

void mini_familia(struct ficha *ficha, struct arena *arena)
{
	ficha_init(ficha, arena);
	ficha->num = 12;
	mini_set(ficha, RECORD_HOGAR, 0, "consentimiento", value_bool(true));
	mini_set(ficha, RECORD_HOGAR, 0, "municipio", value_choice("05001"));
	mini_set(ficha, RECORD_HOGAR, 0, "piso", value_choice("cemento"));
	mini_set(ficha, RECORD_HOGAR, 0, HOGAR_VINCULACION, value_date(MINI_HOY - 200));
	person(ficha, 1, "María", "m", date_make(1990, 5, 4), "jefe", "1000001");
	mini_set(ficha, RECORD_INTEGRANTE, 1, "ingreso", value_int(900000));
	person(ficha, 2, "Ana", "m", date_make(2016, 8, 20), "hijo", "1000002");
	mini_set(ficha, RECORD_INTEGRANTE, 2, "estudia", value_bool(false));
}

void mini_visita(struct ficha *ficha, const char *momento, const char *hechos)
{
	uint32_t seq = ficha_next_seq(ficha, RECORD_VISITA);
	mini_set(ficha, RECORD_HOGAR, 0, HOGAR_VISITA_ABIERTA, value_int(seq));
	mini_set(ficha, RECORD_VISITA, seq, VISITA_MOMENTO, value_text(momento));
	mini_set(ficha, RECORD_VISITA, seq, VISITA_ESTADO, value_choice("abierta"));
	mini_set(ficha, RECORD_VISITA, seq, VISITA_INICIO, value_date(MINI_HOY));
	mini_set(ficha, RECORD_VISITA, seq, VISITA_HECHOS, value_set(hechos));
}

int mini_problem(const struct problems *problems, const char *name, const char *words)
{
	for (int i = 0; i < problems->n; i++) {
		const struct problem *p = &problems->item[i];
		size_t n = strlen(p->file), m = strlen(name);
		if (n >= m && !strcmp(p->file + n - m, name) && strstr(p->text, words))
			return p->line;
	}
	return 0;
}
