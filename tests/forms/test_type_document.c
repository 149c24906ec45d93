#include "field.h"

Test(type_document, only_letters_and_digits_stay)
{
	struct variable v = field_var("document");
	FIELD_CASES(&v, { "43.567.890", "43567890" }, { "43 567 890", "43567890" }, { "43'567.890", "43567890" }, { "ax-123456", "AX123456" },
		    { "", "" }, { "12", "!Escriba al menos 3 números o letras" }, { "123456789012345678901", "!Escriba como máximo 20 números o letras" },
		    { "12345678901234567890", "12345678901234567890" }, { "añ123", "!Escriba solo números y letras sin tilde" },
		    { "123/4", "!Escriba solo números y letras sin tilde" });
}
