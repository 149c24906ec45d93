/* What the columns of a base maestra are called and what their cells say. */
#include "base/date.h"
#include "base/text.h"
#include "report/maestra.h"
#include "report/maestra_columna.h"
#include <ctype.h>
#include <string.h>

enum { TEXTO_MAX = 160, DOCUMENTO_MIN = 3, DOCUMENTO_MAX = 20, CODIGO_MAX = 40, ANIO_MIN = 1900 };

static const struct { const char *label; size_t max; const char *alias; } campos[MAESTRA_CAMPOS] = {
	[MAESTRA_CODIGO] = { "Código del hogar", CODIGO_MAX, "codigo codigohogar codhogar idhogar hogar ficha numeroficha nroficha fichasisben folio numhogar codigoexterno llave" },
	[MAESTRA_NOMBRE1] = { "Primer nombre", 40, "nombre1 primernombre nom1 nombres" },
	[MAESTRA_NOMBRE2] = { "Segundo nombre", 40, "nombre2 segundonombre nom2" },
	[MAESTRA_APELLIDO1] = { "Primer apellido", 40, "apellido1 primerapellido ape1 apellidos apellido" },
	[MAESTRA_APELLIDO2] = { "Segundo apellido", 40, "apellido2 segundoapellido ape2" },
	[MAESTRA_TIPO_DOCUMENTO] = { "Tipo de documento", 40, "tipodocumento tipodoc tdoc tipodedocumento" },
	[MAESTRA_DOCUMENTO] = { "Número de documento", 40, "documento numerodocumento numerodedocumento nrodocumento numdoc cedula cc identificacion doc documentojefe documentojefa" },
	[MAESTRA_SEXO] = { "Sexo", 20, "sexo sex sexojefe" },
	[MAESTRA_NACIMIENTO] = { "Fecha o año de nacimiento", 20, "fechanacimiento fechadenacimiento fnac fechanac nacimiento anonacimiento anodenacimiento anionacimiento" },
	[MAESTRA_DIRECCION] = { "Dirección", TEXTO_MAX, "direccion dir direccionvivienda direccionresidencia" },
	[MAESTRA_BARRIO] = { "Barrio o vereda", 80, "barrio vereda barriovereda nombrebarrio barrioovereda" },
	[MAESTRA_COMUNA] = { "Comuna o localidad", 80, "comuna localidad corregimiento codcomuna comunaolocalidad comunacorregimientoolocalidad" },
	[MAESTRA_MUNICIPIO] = { "Municipio", 80, "municipio mpio ciudad codmunicipio" },
	[MAESTRA_ZONA] = { "Zona", 20, "zona area urbanorural clase" },
	[MAESTRA_TELEFONO] = { "Teléfono", 40, "telefono tel telefono1 telefonofijo telefonoprincipal" },
	[MAESTRA_CELULAR] = { "Otro teléfono", 40, "celular movil cel telefono2 otrotelefono" },
	[MAESTRA_GRUPO] = { "Grupo del SISBEN", 20, "grupo gruposisben gruposisben4 gruposisbeniv sisben clasificacion" },
	[MAESTRA_PERSONAS] = { "Personas en el hogar", 4, "personas integrantes numeropersonas npersonas totalpersonas personashogar personasenelhogar" },
	[MAESTRA_COGESTOR] = { "Cogestor(a)", 60, "cogestor cogestora usuario asignado asignadoa cuenta tropero tropera" },
};

const char *maestra_campo_label(enum maestra_campo c)
{
	return campos[c].label;
}

static const char *plain(struct arena *a, const char *text)
{
	char *folded = text_fold(a, text), *to = folded;

	for (const char *s = folded; *s; s++)
		if (*s != ' ')
			*to++ = *s;
	*to = '\0';
	return folded;
}

static bool listed(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *s = list; n > 0 && *s; s += strcspn(s, " "), s += *s == ' ')
		if (strncmp(s, word, n) == 0 && (s[n] == ' ' || s[n] == '\0'))
			return true;
	return false;
}

/* The names of the fields in words are understood as well. */
int maestra_columna_campo(struct arena *a, const char *title)
{
	const char *word = plain(a, title);

	if (listed("nombre nombrecompleto nombrejefe nombrejefa jefe jefa nombresyapellidos nombreyapellidos apellidosynombres titular representante", word))
		return MAESTRA_NOMBRE_ENTERO;
	for (int i = 0; i < MAESTRA_CAMPOS; i++)
		if (listed(campos[i].alias, word) || (*word && strcmp(plain(a, campos[i].label), word) == 0))
			return i;
	return -1;
}

/* Most cells are plain words already: those need no work. */
static const char *clean(struct arena *a, const char *cell)
{
	bool easy = *cell != ' ' && *cell != '\'';

	for (const char *s = cell; easy && *s; s++)
		easy = (unsigned char)*s >= 0x20 && (unsigned char)*s < 0x7f && !(*s == ' ' && (s[1] == ' ' || s[1] == '\0'));
	return easy ? cell : text_clean(a, *cell == '\'' ? cell + 1 : cell, TEXT_ONE_LINE);
}

static bool document(const char *text, struct arena *a, const char **out, struct err *err)
{
	const char *word = text_upper(a, plain(a, text));
	size_t n = strlen(word);

	if (n < DOCUMENTO_MIN || n > DOCUMENTO_MAX || strspn(word, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != n)
		return err_set(err, ERR_DATA, "El documento «%s» lleva entre %d y %d números o letras", text, DOCUMENTO_MIN, DOCUMENTO_MAX);
	if (!strpbrk(word, "0123456789"))
		return err_set(err, ERR_DATA, "El documento «%s» no tiene números: revise que esté en su columna", text);
	*out = word;
	return true;
}

static bool birth(const char *text, int32_t hoy, struct arena *a, const char **out, struct err *err)
{
	char iso[DATE_TEXT];
	int year, month, day, this_year;

	date_split(hoy, &this_year, &month, &day);
	if (strspn(text, "0123456789") == 4 && text[4] == '\0') {
		year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0';
		*out = text;
	} else {
		int32_t date = date_parse(text, hoy);
		if (date == DATE_NONE || date > hoy)
			return err_set(err, ERR_DATA, "La fecha de nacimiento «%s» no se entiende: escríbala como 31/05/1984, o solo el año", text);
		date_split(date, &year, &month, &day);
		*out = arena_strdup(a, date_iso(date, iso));
	}
	if (year < ANIO_MIN || year > this_year)
		return err_set(err, ERR_DATA, "El año de nacimiento «%s» va de %d a %d", text, ANIO_MIN, this_year);
	return true;
}

/* The account as it is typed on entering: small letters, digits and . _ - */
static bool account(const char *text, struct arena *a, const char **out, struct err *err)
{
	char *word = arena_strdup(a, text);

	for (char *s = word; *s; s++) {
		*s = (char)tolower((unsigned char)*s);
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789._-", *s))
			return err_set(err, ERR_DATA, "La cuenta «%s» no es un nombre de usuario: va sin espacios ni tildes, por ejemplo mrestrepo", text);
	}
	*out = word;
	return true;
}

bool maestra_valor(enum maestra_campo c, const char *cell, int32_t hoy, struct arena *a, const char **out, struct err *err)
{
	const char *text = clean(a, cell);

	*out = text;
	if (!*text)
		return true;
	if (strlen(text) > campos[c].max)
		return err_set(err, ERR_DATA, "«%s» es demasiado largo: caben %zu letras", campos[c].label, campos[c].max);
	switch (c) {
	case MAESTRA_DOCUMENTO: return document(text, a, out, err);
	case MAESTRA_NACIMIENTO: return birth(text, hoy, a, out, err);
	case MAESTRA_COGESTOR: return account(text, a, out, err);
	default: return true;
	}
}

/* A whole name as people write it, given names first: two surnames at the end; particles stay with what follows them. */
void maestra_partir_nombre(const char *name, struct arena *a, const char *out[4])
{
	static const char particles[] = "de del la las los san santa y da";
	char *word[16], *copy = arena_strdup(a, name), *at;
	int n = 0;
	bool open = false;

	for (char *rest = copy; (at = strsep(&rest, " ")) != NULL;) {
		if (!*at)
			continue;
		if (open)
			word[n - 1] = arena_printf(a, "%s %s", word[n - 1], at);
		else if (n < 16)
			word[n++] = at;
		else
			word[n - 1] = arena_printf(a, "%s %s", word[n - 1], at);
		open = listed(particles, plain(a, at));
	}
	for (int i = 0; i < 4; i++)
		out[i] = "";
	if (n == 0)
		return;
	int surnames = n >= 3 ? 2 : n - 1, given = n - surnames;
	out[0] = word[0];
	for (int i = 1; i < given; i++)
		out[1] = i == 1 ? word[i] : arena_printf(a, "%s %s", out[1], word[i]);
	for (int i = 0; i < surnames; i++)
		out[2 + i] = word[given + i];
}
