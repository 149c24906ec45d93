#include "mundo.h"
#include "store/maestra_carga.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct mundo m;
static char csv[96];

static void load(const char *text)
{
	snprintf(csv, sizeof csv, "%s/tropa.csv", m.folder);
	FILE *f = fopen(csv, "w");
	cr_assert(f);
	fputs("ficha;nombre;tipo documento;documento;nacimiento;sexo;direccion;barrio;comuna;telefono\n", f);
	fputs(text, f);
	cr_assert_eq(fclose(f), 0);
}

static void start(void)
{
	mundo_open(&m);
	load("F-001;Camila Bedoya Higuita;CC;43111222;03/04/1990;M;KR 42 B # 107 - 35;Popular;Popular;3001112233\n"
		"F-002;Rosalba Mora Lara;CC;43111333;1975;M;CL 10 # 20 - 30;Granizal;;\n"
		"F-003;;;;;;;;;\n");
	abrir(&m, &screen_inicio, NULL);
}
static void stop(void) { mundo_close(&m); }
TestSuite(screen_maestra, .init = start, .fini = stop);

static void loaded(void)
{
	teclas(&m, "<F5><F4>");
	cr_arriba(&m, "linea");
	teclas(&m, csv);
	teclas(&m, "<Enter>");
	cr_arriba(&m, "carga");
	cr_se_ve(&m, "Terminada");
	cr_se_ve(&m, "F3 Volver a la lista");
	cr_no_se_ve(&m, "Detener");
	cr_no_se_ve(&m, "Intentar");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "maestra");
}

Test(screen_maestra, empty_it_says_how_to_fill_it)
{
	teclas(&m, "<F5>");
	cr_arriba(&m, "maestra");
	cr_se_ve(&m, "todavía no está cargada");
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "No hay un hogar elegido");
	teclas(&m, "<F4>no/existe.csv<Enter>");
	cr_arriba(&m, "maestra");
	cr_se_ve(&m, "No se pudo abrir no/existe.csv (no existe); revise el nombre y la carpeta");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "inicio");
}

Test(screen_maestra, a_file_is_loaded_and_searched)
{
	loaded();
	cr_se_ve(&m, "2 por visitar");
	cr_se_ve(&m, "> Bedoya Higuita, Camila");
	teclas(&m, "granisal");
	cr_se_ve(&m, "> Mora Lara, Rosalba");
	cr_se_ve(&m, "1 por visitar");
	cr_no_se_ve(&m, "Bedoya");
	teclas(&m, " xwqk");
	cr_se_ve(&m, "Nadie coincide");
	teclas(&m, "<Esc><Down>");
	cr_se_ve(&m, "> Mora Lara, Rosalba");
	teclas(&m, "<Ctrl-B>");
	cr_se_ve(&m, "0 registrados");
	teclas(&m, "<Ctrl-B>");
	cr_se_ve(&m, "2 en total");
	tamano(&m, 12, 40);
	cr_se_ve(&m, "Bedoya Higuita, Camila");
}

Test(screen_maestra, a_household_is_registered_with_what_is_known)
{
	loaded();
	teclas(&m, "bedoya<Enter>");
	cr_se_ve(&m, "De la base maestra");
	cr_se_ve(&m, "03/04/1990");
	teclas(&m, "<F2>");
	cr_arriba(&m, "registrar");
	cr_se_ve(&m, "2 Datos del hogar");
	cr_se_ve(&m, "Base maestra");
	teclas(&m, "<F2>");
	cr_se_ve(&m, "Camila Bedoya Higuita");
	cr_se_ve(&m, "43111222");
	cr_se_ve(&m, "Todo está completo");
	teclas(&m, "<F2>");
	cr_arriba(&m, "hogar");
	struct ficha *f = mundo_ficha(&m, FAMILIAS + 1);
	cr_expect_eq(answers_int(&f->hogar.fields, HOGAR_MAESTRA, 0), 1);
	cr_expect_str_eq(answers_text(&f->hogar.fields, "barrio"), "Popular");
	cr_expect_str_eq(answers_text(&f->integrante.item[0].fields, "numero_documento"), "43111222");
	teclas(&m, "<Esc>");
	while (strcmp(arriba(&m), "maestra") != 0)
		teclas(&m, "<Esc>");
	cr_se_ve(&m, "Nadie coincide");
	teclas(&m, "<Ctrl-B>");
	cr_se_ve(&m, "1 registrados");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "hogar");
}

Test(screen_maestra, what_was_begun_remembers_its_row)
{
	loaded();
	teclas(&m, "bedoya<Ins>");
	cr_arriba(&m, "registrar");
	teclas(&m, "<Tab>x<F3><F3>");
	cr_arriba(&m, "maestra");
	teclas(&m, "<Esc><Esc>");
	cr_arriba(&m, "inicio");
	abrir(&m, &screen_borradores, NULL);
	teclas(&m, "<Enter>");
	cr_arriba(&m, "registrar");
	cr_se_ve(&m, "Continúa donde lo dejó");
	teclas(&m, "<F3>");
	if (strcmp(arriba(&m), "borradores") != 0)
		teclas(&m, "<F3>");
	/* the draft names the row */
	struct borrador *b;
	struct err err = { 0 };
	struct txn txn;
	cr_assert(txn_read(&txn, m.store, &err));
	int n = borrador_list(&txn, 0, true, &m.arena, &b);
	txn_abort(&txn);
	cr_assert_eq(n, 1);
	cr_expect_eq(answers_int(&b[0].campos, HOGAR_MAESTRA, 0), 1);
}

/* The list shifts while the household is being read: what was read is what is registered. */
Test(screen_maestra, the_household_that_was_read)
{
	loaded();
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "Camila");
	mundo_poner(&m, m.hogar[RESTREPO], HOGAR_MAESTRA, value_int(1));
	teclas(&m, "<F2>");
	cr_arriba(&m, "hogar");
	cr_se_ve(&m, "Restrepo");
}

Test(screen_maestra, two_people_do_not_register_the_same_row)
{
	loaded();
	teclas(&m, "bedoya<Ins><F2>");
	mundo_poner(&m, m.hogar[RESTREPO], HOGAR_MAESTRA, value_int(1));
	teclas(&m, "<F2>");
	cr_arriba(&m, "registrar");
	cr_se_ve(&m, "ya está registrado");
}

Test(screen_maestra, a_whole_document_or_code_stands_first)
{
	loaded();
	teclas(&m, "43.111.333");
	cr_se_ve(&m, "> Mora Lara, Rosalba");
	cr_se_ve(&m, "1 por visitar");
	teclas(&m, "<Esc>f-002");
	cr_se_ve(&m, "> Mora Lara, Rosalba");
	cr_se_ve(&m, "1 por visitar");
	cr_no_se_ve(&m, "Bedoya");
}

/* Registered without looking there: the document tells. */
Test(screen_maestra, who_is_registered_by_herself_is_marked_too)
{
	loaded();
	teclas(&m, "<Esc><Ins>nadie<Enter><F2>Camila<Enter><Enter>Bedoya<Enter>Higuita<Enter>m<Enter>3/4/1990<Enter>jefe<Enter><Enter>cc<Enter>43111222<Enter><F2><F2>");
	cr_arriba(&m, "hogar");
	cr_expect_eq(answers_int(&mundo_ficha(&m, FAMILIAS + 1)->hogar.fields, HOGAR_MAESTRA, 0), 1);
}

Test(screen_maestra, searches_elsewhere_tell_of_it)
{
	loaded();
	teclas(&m, "<Esc><F7>bedoya");
	cr_arriba(&m, "hogares");
	cr_se_ve(&m, "En la base maestra hay 1: véalos con F5");
	teclas(&m, "<F5>");
	cr_arriba(&m, "maestra");
	cr_se_ve(&m, "Bedoya Higuita, Camila");
	teclas(&m, "<Esc><Esc><Ins>");
	cr_arriba(&m, "registrar");
	cr_se_ve(&m, "En la base maestra hay 1");
	teclas(&m, " xwqk");
	cr_no_se_ve(&m, "En la base maestra");
}

Test(screen_maestra, a_load_can_wait)
{
	teclas(&m, "<F5><F4>");
	load("F-001;Camila Bedoya;CC;43111222;1990;M;KR 42 B # 107 - 35;Popular;;\n");
	teclas(&m, csv);
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "100 %");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "maestra");
	teclas(&m, "<F4>");
	teclas(&m, csv);
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "Terminada");
	cr_se_ve(&m, "1  nuevas");
}
