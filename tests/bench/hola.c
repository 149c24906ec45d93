/* The yardstick of the console: the least that a program with ncurses can do. A marker goes down with the arrow; q ends. Says when it waits, as logros does. */
#include <curses.h>
#include <locale.h>
#include <stdio.h>

int main(void)
{
	unsigned long idle = 0;
	int row = 1;

	setlocale(LC_CTYPE, "");
	initscr();
	cbreak();
	noecho();
	keypad(stdscr, TRUE);
	mvaddstr(0, 0, "Hola");
	mvaddstr(23, 0, "F10 Salir");
	for (int key = 0; key != 'q'; key = getch()) {
		if (key == KEY_DOWN) {
			mvaddch(row, 1, ' ');
			row = row % 21 + 1;
		}
		mvaddch(row, 1, '>');
		move(row, 1);
		refresh();
		if (key)
			printf("\033]777;idle;%lu\033\\", ++idle);
		fflush(stdout);
	}
	endwin();
	return 0;
}
