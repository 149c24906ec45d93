#include "field.h"
#include "forms/address.h"
#include <regex.h>

static const struct field_case normal[] = {
	{ "Cra 42 b # 107-35 int 201", "KR 42B # 107-35 INT 201" },
	{ "Calle 63 A 130 12", "CL 63A # 130-12" },
	{ "KR 4 ESTE # 58-21 SUR", "KR 4 ESTE # 58-21 SUR" },
	{ "TV 3 BIS # 71-04", "TV 3 BIS # 71-04" },
	{ "carrera 42b No. 107 - 35, apto 301", "KR 42B # 107-35 APTO 301" },
	{ "CRA. 42B N° 107–35", "KR 42B # 107-35" },
	{ "Cll 12 bis a nro 34b bis-56", "CL 12 BISA # 34B BIS-56" },
	{ "cl 12abis 34 56", "CL 12A BIS # 34-56" },
	{ "Diagonal 5 sur 10-20", "DG 5 SUR # 10-20" },
	{ "Avenida Calle 26 # 13-19", "AC 26 # 13-19" },
	{ "av cra 68 # 1-63 torre", NULL },
	{ "Avenida carrera 68 # 1-63", "AK 68 # 1-63" },
	{ "Av 80 # 45-12 piso 2", "AV 80 # 45-12 PISO 2" },
	{ "Circular 73 39 10 interior 1020 apartamento 3", "CQ 73 # 39-10 INT 1020 APTO 3" },
	{ "Autopista 33 # 12-4 casa 3B", "AU 33 # 12-4 CASA 3B" },
	{ "k 7 # 45-12 apto201", "KR 7 # 45-12 APTO 201" },
	{ "Calle 10 N # 20-30", "CL 10N # 20-30" },
	/* no pattern: as typed */
	{ "Vereda El Llano, finca La Ilusión, km 3", NULL },
	{ "Calle 10 N 20-30", NULL },
	{ "Calle 1234 # 10-20", NULL },
	{ "Calle 10 # 20-3000", NULL },
	{ "Calle 10 # 20", NULL },
	{ "Calle 10 # 20-30 al lado de la tienda", NULL },
	{ "Calle 10 # 20-30 (401)", NULL },
	{ "Calle 10 # 20-30 casa de la esquina azul", NULL },
	{ "Avenida Las Palmas # 12-34", NULL },
	{ "42 # 10-20", NULL },
	{ "Calle", NULL },
	{ "casa", NULL },
	{ "#", NULL },
	{ "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35", NULL },
};

/* The pattern of a normal address, as the study of the field has it. */
static const char pattern[] =
	"^(CL|KR|AV|AC|AK|DG|TV|CQ|AU) ?[0-9]{1,3}[A-Z]{0,2}( BIS[A-Z]?)?( (NORTE|SUR|ESTE|OESTE))? # ?[0-9]{1,3}[A-Z]{0,2}( BIS[A-Z]?)?"
	"( (NORTE|SUR|ESTE|OESTE))? ?- ?[0-9]{1,3}( (NORTE|SUR|ESTE|OESTE))?( (INT|APTO|PISO|BLOQUE|CASA) .{1,12})?$";

Test(address, normalised_or_left_alone)
{
	struct arena a;
	arena_init(&a);
	for (size_t i = 0; i < sizeof normal / sizeof *normal; i++) {
		const char *got = address_normalise(normal[i].typed, &a);
		if (!normal[i].want)
			cr_expect_null(got, "«%s» became «%s»", normal[i].typed, got);
		else
			cr_expect(got && strcmp(got, normal[i].want) == 0, "«%s» became «%s»", normal[i].typed, got ? got : "nothing");
	}
	arena_done(&a);
}

Test(address, the_normal_form_follows_the_pattern_and_stays)
{
	struct arena a;
	regex_t compiled;
	arena_init(&a);
	cr_assert_eq(regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB), 0);
	int n = 0;
	for (size_t i = 0; i < sizeof normal / sizeof *normal; i++) {
		const char *got = address_normalise(normal[i].typed, &a);
		if (!got)
			continue;
		n++;
		cr_expect_eq(regexec(&compiled, got, 0, NULL, 0), 0, "«%s»", got);
		const char *again = address_normalise(got, &a);
		cr_expect(again && strcmp(again, got) == 0, "«%s» became «%s»", got, again ? again : "nothing");
	}
	cr_expect_eq(n, 16);
	regfree(&compiled);
	arena_done(&a);
}

Test(address, the_field_never_refuses)
{
	struct variable v = field_var("address");
	FIELD_CASES(&v, { "cra 42 b 107 35", "KR 42B # 107-35" }, { "Vereda El Llano, finca La Ilusión, km 3", "Vereda El Llano, finca La Ilusión, km 3" },
		    { "detrás de la cancha", "detrás de la cancha" }, { "", "" });
}
