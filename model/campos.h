#pragma once
/* Fields that the program itself keeps in records, besides the answers to dictionary variables. Spanish, as in YAML, exports and history screens.
 * Types in brackets. campo_label() gives what people read. */
#include "forms/dict.h"
#include "model/record.h"

/* hogar */
#define HOGAR_FOLIO "folio"                        /* [text] short, people say it aloud: MS-00012 */
#define HOGAR_PROGRAMA "programa"                  /* [text] */
#define HOGAR_COGESTOR "cogestor"                  /* [text] account that owns the household; never empty */
#define HOGAR_ESTADO "estado"                      /* [choice estado_hogar] vinculado linea_base plan seguimiento validacion promovido cierre_administrativo retiro no_localizado traslado fallecimiento */
#define HOGAR_FASE "fase"                          /* [text] id of ruta.yaml */
#define HOGAR_MOMENTO "momento"                    /* [text] id of ruta.yaml: the present one */
#define HOGAR_VINCULACION "fecha_vinculacion"      /* [date] a dictionary variable too */
#define HOGAR_LINEA_BASE "fecha_linea_base"        /* [date] frozen on */
#define HOGAR_PLAN "fecha_plan"                    /* [date] plan agreed on */
#define HOGAR_ULTIMA_VISITA "ultima_visita"        /* [date] last effective closed visit */
#define HOGAR_VISITAS "visitas_efectivas"          /* [int] */
#define HOGAR_VISITA_ABIERTA "visita_abierta"      /* [int] seq of the visit in progress; absent: none */
#define HOGAR_PROXIMA "proxima_visita"             /* [date] agreed with the family */
#define HOGAR_SIGUIENTE "siguiente_paso"           /* [text] what comes next, in words, for lists; kept by the acts */
#define HOGAR_CIERRE "fecha_cierre"                /* [date] */
#define HOGAR_CIERRE_MOTIVO "motivo_cierre"        /* [choice motivo_cierre] promocion cierre_administrativo retiro no_localizado traslado fallecimiento duplicado otro */
#define HOGAR_MAESTRA "base_maestra"              /* [int] row of the base maestra that it was registered from */
#define HOGAR_UNIDO "unido_a"                      /* [text] folio of the household that this one became part of: it is no longer in lists */
#define HOGAR_FOLIOS "folios_unidos"               /* [text] folios of those that became part of this one; they find it */
#define HOGAR_DISTINTOS "hogares_distintos"        /* [text] decided to be other families: MS-00012=72, folio and points of likeness that day */
/* in records that came with a household that became part of this one */
#define REGISTRO_UNIDO "unido_de"                  /* [text] its folio */
/* The variables of the dictionary the program leans on (level hogar): municipio zona comuna barrio direccion telefono */

/* integrante; variables: nombre1 nombre2 apellido1 apellido2 sexo(h|m) fecha_nacimiento tipo_documento numero_documento parentesco('jefe' is the head) */
#define INTEGRANTE_ACTIVO "activo"                 /* [bool] */
#define INTEGRANTE_RETIRO "fecha_retiro"           /* [date] */
#define INTEGRANTE_MOTIVO "motivo_retiro"          /* [choice motivo_retiro] fallecimiento traslado union registro_errado otro */

/* logro: one per logro (household) or per logro and member */
#define LOGRO_NUMERO "logro"                       /* [int] */
#define LOGRO_INTEGRANTE "integrante"              /* [int] seq of the member; 0 household */
#define LOGRO_BASE "estado_base"                   /* [choice estado_logro] frozen with the línea base */
#define LOGRO_BASE_FECHA "fecha_base"              /* [date] */
#define LOGRO_ESTADO "estado"                      /* [choice estado_logro] confirmed or changed by the cogestor; absent: the computed one stands */
#define LOGRO_CALCULADO "estado_calculado"         /* [choice] what the rule said when it was confirmed */
#define LOGRO_COMO "como"                          /* [choice como_logro] declarado verificado por_oportunidad */
#define LOGRO_FECHA "fecha"                        /* [date] of the confirmation */
#define LOGRO_SOPORTE "soporte"                    /* [text] evidence seen */
#define LOGRO_MOTIVO "motivo"                      /* [choice motivo_logro] desinteres discapacidad adulto_mayor otro: will not be reached, cause outside the programme */
#define LOGRO_OBSERVACION "observacion"            /* [text] */
#define LOGRO_PRIORIDAD "prioridad"                /* [int] 1… in the plan familiar; absent: not prioritised */
#define LOGRO_PRIORIDAD_FECHA "fecha_prioridad"    /* [date] */

/* visita; besides: answers of level visita */
#define VISITA_MOMENTO "momento"                   /* [text] of ruta.yaml */
#define VISITA_FECHA "fecha_visita"                /* [date] a dictionary variable too */
#define VISITA_MODALIDAD "modalidad"               /* [choice modalidad] a dictionary variable too */
#define VISITA_RESULTADO "resultado"               /* [choice resultado_visita] efectiva …; a dictionary variable too */
#define VISITA_ESTADO "estado"                     /* [choice] abierta cerrada anulada */
#define VISITA_HECHOS "pasos_hechos"               /* [set] ids of finished steps */
#define VISITA_INICIO "fecha_inicio"               /* [date] opened on */
#define VISITA_EXCEPCION "motivo_excepcion"        /* [text] why before the cadence allows it */
#define VISITA_RESUMEN "resumen"                   /* [text] */

/* compromiso */
#define COMPROMISO_LOGRO "logro"                   /* [int] */
#define COMPROMISO_TEXTO "compromiso"              /* [text] */
#define COMPROMISO_RESPONSABLE "responsable"       /* [text] name of the member, «Cogestor(a)», or institution */
#define COMPROMISO_FECHA "fecha_limite"            /* [date] */
#define COMPROMISO_ESTADO "estado"                 /* [choice estado_compromiso] pendiente cumplido no_cumplido replanteado retirado */
#define COMPROMISO_SEGUIDO "fecha_seguimiento"     /* [date] last looked at */
#define COMPROMISO_VISITA "visita"                 /* [int] visit of the last follow-up */
#define COMPROMISO_NOTA "nota"                     /* [text] */

/* oportunidad */
#define OPORTUNIDAD_OFERTA "oferta"                /* [text] id of ofertas.yaml */
#define OPORTUNIDAD_NOMBRE "nombre"                /* [text] as it was offered */
#define OPORTUNIDAD_LOGRO "logro"                  /* [int] */
#define OPORTUNIDAD_INTEGRANTE "integrante"        /* [int] seq, 0 household */
#define OPORTUNIDAD_ESTADO "estado"                /* [choice estado_oportunidad] acercada efectiva no_efectiva */
#define OPORTUNIDAD_FECHA "fecha"                  /* [date] brought on */
#define OPORTUNIDAD_CIERRE "fecha_resultado"       /* [date] */
#define OPORTUNIDAD_MOTIVO "motivo"                /* [text] why not effective */
#define OPORTUNIDAD_MEJORO "mejoro"                /* [bool] did living conditions improve */
#define OPORTUNIDAD_OBSERVACION "observacion"      /* [text] */

/* evaluacion: what was decided, with the numbers of that day */
#define EVALUACION_TIPO "tipo"                     /* [choice tipo_evaluacion] linea_base validacion promocion permanencia cierre */
#define EVALUACION_FECHA "fecha"                   /* [date] of reference */
#define EVALUACION_DECISION "decision"             /* [choice decision] promueve permanece */
#define EVALUACION_IPM_CONTEO "ipm_conteo"         /* [int] deprived variables */
#define EVALUACION_IPM_PUNTOS "ipm_puntos"         /* [int] */
#define EVALUACION_IPM_CLASE "ipm_clase"           /* [choice] extremo moderado no_pobre sin_dato */
#define EVALUACION_INGRESO "ingreso"               /* [int] pesos a month, household */
#define EVALUACION_INGRESO_CLASE "ingreso_clase"   /* [choice] */
#define EVALUACION_CELDA "celda"                   /* [int] 1–9, 0 unknown */
#define EVALUACION_ALCANZADOS "alcanzados"         /* [int] */
#define EVALUACION_PENDIENTES "por_alcanzar"       /* [int] */
#define EVALUACION_RAZONES "razones"               /* [text] lines: the explanation given that day */
#define EVALUACION_VERSIONES "versiones"           /* [text] versions of the definitions used */
#define EVALUACION_APRUEBA "aprueba"               /* [text] coordinator who approved */

struct campo { const char *name, *label; enum value_kind kind; const char *choices; };
/* Some names stand in several kinds of record with another meaning (estado, motivo, fecha): campo_de() knows which one is meant,
 * campo_find() gives the first in the order of enum record_kind. */
const struct campo *campo_de(enum record_kind, const char *name);   /* NULL: a dictionary variable or unknown */
const struct campo *campo_find(const char *name);                   /* NULL: a dictionary variable or unknown */
const char *campo_label(const char *name);                          /* the name itself when unknown */
int campos_de(enum record_kind, const struct campo **out);          /* all fields of a kind, in the order above; returns how many */

/* The program's own lists of choices (estado_logro, decision …), for pickers and labels. */
const struct choice_list *campo_choices(const char *list);          /* NULL: a list of the dictionary (modalidad, resultado_visita) or unknown */
int campo_listas(const struct choice_list **out);                   /* all of them; returns how many */
const char *campo_choice_label(const char *list, const char *name); /* the name itself when unknown */
