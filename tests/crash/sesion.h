#pragma once
/* The saving process of the trials that put something around it: strace, a library without memory. */
#include "tests/crash/crash.h"

#define SESION_EMPIEZA "[empieza]"        /* said on stderr when it is the program that runs, and no longer its loader */
/* `crash --sesion STORE TIMES ACKNOWLEDGEMENTS [falla | mudanza]` */
int sesion_main(int argc, char **argv);
void sesion_acuses(const char *path, struct obra_acuse *);                          /* adds what the file says */
/* Runs it; stderr goes to the file. Its exit status, 128 + signal, or 255 when it had to be ended after 10 s. env may be NULL. */
int sesion_run(char *const argv[], char *const env[], const char *err_path);
bool sesion_dice(const char *path, const char *text);
